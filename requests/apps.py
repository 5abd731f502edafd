"""App configuration of ``onestop.requests``."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """Service requests."""

    name = "onestop.requests"
    label = "requests"
    verbose_name = _("Service requests")
    default_auto_field = "django.db.models.BigAutoField"
    # Namespace packages have several possible paths, so every app names its own.
    path = str(Path(__file__).parent)
