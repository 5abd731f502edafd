"""``manage.py load_regions [FILE]``: the region tree of the site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from onestop.catalogue.organisations.regions import SHIPPED, load_regions


class Command(BaseCommand):
    help = "Put regions in place from a CSV file: code, parent, name, short_name, longitude, latitude."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, default=SHIPPED, help="the shipped one when left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = load_regions(options["file"])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} regions")
