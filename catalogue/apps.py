"""App configuration of ``onestop.catalogue``."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Services, organisations, institutions and experts."""

    name = "onestop.catalogue"
    label = "catalogue"
    verbose_name = _("Service catalogue")
    default_auto_field = "django.db.models.BigAutoField"
    # Namespace packages have several possible paths, so every app names its own.
    path = str(Path(__file__).parent)
    url_module = "onestop.catalogue.urls"
    api_router = "onestop.catalogue.api.router"

    def ready(self) -> None:
        """Listen for what only signals tell."""
        from onestop.catalogue.services import signals  # noqa: F401, PLC0415 - models must be loaded first
