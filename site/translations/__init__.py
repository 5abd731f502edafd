"""Translations without GNU gettext: extract, check and compile catalogues in pure Python.

``catalogues`` finds and compiles them, ``extract`` reads the strings of the source, ``check`` compares both.
The commands ``compile_translations`` and ``check_translations`` are thin doors to these modules.
"""
