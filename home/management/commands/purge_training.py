"""``manage.py purge_training``: delete personal data of training whose retention is over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from onestop.home.training import purging


class Command(BaseCommand):
    help = "Delete names and contacts of participants after the retention period of the training column."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        count = purging.purge(dry_run=options["dry_run"])
        verb = "would be deleted" if options["dry_run"] else "deleted"
        self.stdout.write(f"personal data of {count} registrations {verb}")
