"""App configuration of ``onestop.standards``."""

from pathlib import Path

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class StandardsConfig(AppConfig):
    """Standards."""

    name = "onestop.standards"
    label = "standards"
    verbose_name = _("Standards")
    default_auto_field = "django.db.models.BigAutoField"
    # Namespace packages have several possible paths, so every app names its own.
    path = str(Path(__file__).parent)
    api_router = "onestop.standards.api.router"

    def ready(self) -> None:
        """Connect the signals and have the classifications loaded after every migration."""
        from onestop.standards import classifications, signals  # noqa: F401, PLC0415 - they need the models

        post_migrate.connect(classifications.load_after_migrate, sender=self)
