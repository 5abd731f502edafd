"""Taking standards from a table: CSV or XLSX, UTF-8 or GB 18030, Chinese or English headers.

What cannot be understood is reported with its line, field and reason; it is never guessed silently and never
lost. docs/standards.md lists every reason.
"""

from onestop.standards.importing.importer import Importer
from onestop.standards.importing.outcome import Counts, Finding
from onestop.standards.importing.tables import UnreadableFileError

__all__ = ["Counts", "Finding", "Importer", "UnreadableFileError"]
