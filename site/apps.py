"""App configuration of ``onestop.site``."""

from pathlib import Path

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """Site."""

    name = "onestop.site"
    label = "onestop_site"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"
    # Namespace packages have several possible paths, so every app names its own.
    path = str(Path(__file__).parent)
    url_module = "onestop.site.look.urls"

    def ready(self) -> None:
        """Watch what is written, so that cached pages go when their content changes."""
        from onestop.site.page_cache.writes import watch  # noqa: PLC0415 - needs the settings

        connection_created.connect(watch, dispatch_uid="onestop.site.page_cache")

        from allauth.mfa.signals import authenticator_removed  # noqa: PLC0415 - needs its models

        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415

        from onestop.site.accounts import sessions  # noqa: PLC0415

        user_logged_in.connect(sessions.begun, dispatch_uid="onestop.site.sessions")
        authenticator_removed.connect(sessions.second_factor_removed, dispatch_uid="onestop.site.sessions")
