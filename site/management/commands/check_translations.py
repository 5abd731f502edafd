"""``manage.py check_translations [APP …] [--update]``: is every string of ours in Chinese?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from onestop.site.translations import catalogues, check, extract, vendor


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
        packages = self._packages() if set(folders) == set(catalogues.APPS) else []
        if update:
            for app in folders:
                self._say(app, check.update(app))
            if packages:
                self._say("vendor", vendor.update(packages))
        return [*check.faults(folders), *(vendor.faults(packages) if packages else [])]

    def _packages(self) -> list[Path]:
        """Return the folders of Wagtail and its companions, whose strings an editor meets in the admin."""
        return [Path(config.path) for config in apps.get_app_configs() if config.name.startswith("wagtail")]

    def _say(self, name: str, counts: tuple[int, int]) -> None:
        """Print what an update changed."""
        self.stdout.write(f"{name}: {counts[0]} added, {counts[1]} dropped")
