"""``manage.py check_translations [APP …] [--update]``: is every string of ours in Chinese?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from onestop.site.translations import catalogues, check, extract


class Command(BaseCommand):
    """Fail on missing, fuzzy, empty, obsolete or wrongly formatted translations."""

    help = "Fails on missing, fuzzy, empty, obsolete or contradictory translations."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folders to look at, all by default."""
        parser.add_argument("apps", nargs="*", default=[], help="folders, e.g. standards; all by default")
        parser.add_argument(
            "--update", action="store_true", help="first add empty entries, drop obsolete ones"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every fault; exit 1 if there is any."""
        folders: list[str] = options["apps"] or list(catalogues.APPS)
        if unknown := set(folders) - set(catalogues.APPS):
            raise CommandError(f"Unknown folder: {', '.join(sorted(unknown))}")
        try:
            faults = list(self._faults(folders, update=options["update"]))
        except extract.ExtractionError as error:
            raise CommandError(str(error)) from error
        for line in faults:
            self.stdout.write(line)
        if faults:
            raise CommandError(f"{len(faults)} faults in the translations")
        self.stdout.write("Translations are complete.")

    def _faults(self, folders: list[str], *, update: bool) -> list[str]:
        """Return the faults of ``folders``; when all are asked for, also of the vendor strings."""
        if update:
            for app in folders:
                added, dropped = check.update(app)
                self.stdout.write(f"{app}: {added} added, {dropped} dropped")
        faults = list(check.faults(folders))
        if set(folders) == set(catalogues.APPS) and catalogues.VENDOR.exists():
            packages = {Path(c.path) for c in apps.get_app_configs() if not c.name.startswith("onestop.")}
            known = check.vendor_msgids(packages)
            faults += check.vendor_faults(catalogues.load(catalogues.VENDOR), known)
        return faults
