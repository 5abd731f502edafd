"""App configuration of ``onestop.home``."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home and content."""

    name = "onestop.home"
    label = "home"
    verbose_name = _("Home and content")
    default_auto_field = "django.db.models.BigAutoField"
    # Namespace packages have several possible paths, so every app names its own.
    path = str(Path(__file__).parent)
    url_module = "onestop.home.urls"
