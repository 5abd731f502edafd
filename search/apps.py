"""App configuration of ``onestop.search``."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search."""

    name = "onestop.search"
    label = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"
    # Namespace packages have several possible paths, so every app names its own.
    path = str(Path(__file__).parent)

    def ready(self) -> None:
        """Find the search documents of every app."""
        autodiscover_modules("documents")
