"""The import of candidates for the pool of experts."""

from typing import Any

from onestop.catalogue.experts.importing.columns import COLUMNS
from onestop.catalogue.experts.importing.reading import Reader
from onestop.catalogue.experts.importing.writing import Writer
from onestop.catalogue.importing import importer as importing
from onestop.catalogue.importing.reading import Said


class Importer(importing.Importer):
    """Imports one file of people; ``how`` as for every import."""

    columns = COLUMNS
    key = "name"
    command = "import_experts"

    def __init__(self, said: Said, **how: Any) -> None:
        super().__init__(Reader(said), Writer(), **how)
