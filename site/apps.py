"""App configuration of ``onestop.site``."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """Site."""

    name = "onestop.site"
    label = "onestop_site"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"
    # Namespace packages have several possible paths, so every app names its own.
    path = str(Path(__file__).parent)
