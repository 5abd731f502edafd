"""Standards: number grammar, register, import, directory, search, API."""
