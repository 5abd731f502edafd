"""``manage.py compile_translations``: ``.mo`` files from ``.po`` files, without GNU gettext."""

from typing import Any

from django.core.management.base import BaseCommand

from onestop.site.translations.catalogues import compile_all


class Command(BaseCommand):
    """Compile what changed."""

    help = "Compiles the translation catalogues that changed; needs no GNU gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and say how many files were written."""
        self.stdout.write(f"{len(compile_all())} catalogues compiled")
