"""``manage.py import_experts FILE``: candidates for the pool of experts from a table."""

from typing import Any

from onestop.catalogue.experts.importing.importer import Importer
from onestop.catalogue.importing.command import ImportCommand
from onestop.catalogue.importing.importer import Importer as AnyImporter
from onestop.catalogue.importing.reading import Said


class Command(ImportCommand):
    """Import candidates."""

    help = "Imports candidates for the pool of experts; nobody is admitted or published by it."

    def make(self, said: dict[str, Any], options: dict[str, Any], **how: Any) -> AnyImporter:
        """Return the importer."""
        return Importer(Said(**said), **how)
