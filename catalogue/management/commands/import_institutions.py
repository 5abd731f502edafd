"""``manage.py import_institutions FILE``: institutions with their certificates and scopes from a table."""

from argparse import ArgumentParser
from typing import Any

from onestop.catalogue.importing.command import ImportCommand
from onestop.catalogue.importing.importer import Importer as AnyImporter
from onestop.catalogue.institutions.importing.importer import Importer
from onestop.catalogue.institutions.importing.reading import Defaults
from onestop.catalogue.organisations.choices import QualificationKind


class Command(ImportCommand):
    """Import institutions."""

    help = "Imports institutions, certificates and scopes: upserts, reports what it cannot take."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the kind of all rows, and whether the annexes are whole."""
        super().add_arguments(parser)
        parser.add_argument("--kind", choices=QualificationKind.values, default="", help="kind of all rows")
        parser.add_argument(
            "--complete", action="store_true", help="the annexes are whole: delete lines that are not in them"
        )

    def make(self, said: dict[str, Any], options: dict[str, Any], **how: Any) -> AnyImporter:
        """Return the importer."""
        return Importer(Defaults(kind=options["kind"], **said), complete=options["complete"], **how)
