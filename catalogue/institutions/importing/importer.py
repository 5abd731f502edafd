"""The import of institutions."""

from typing import Any

from onestop.catalogue.importing.importer import Finding
from onestop.catalogue.importing.importer import Importer as AnyImporter
from onestop.catalogue.institutions.importing.columns import COLUMNS
from onestop.catalogue.institutions.importing.reading import Defaults, Reader
from onestop.catalogue.institutions.importing.writing import Writer

__all__ = ["Finding", "Importer"]


class Importer(AnyImporter):
    """Imports one file of institutions.

    Args:
        defaults: kind, source and day of checking for the whole file.
        complete: the file has whole annexes; lines that it does not have are deleted.
        how: as for every import.
    """

    columns = COLUMNS
    key = "number"
    command = "import_institutions"

    def __init__(self, defaults: Defaults, *, complete: bool = False, **how: Any) -> None:
        super().__init__(Reader(defaults), Writer(), **how)
        self.dropped = 0
        self._complete = complete

    def finish(self) -> None:
        """Write the lines that wait; delete what a whole annex does not have."""
        self._writer.flush()
        if self._complete:
            self.dropped = self._writer.drop_others(self._incomplete)
