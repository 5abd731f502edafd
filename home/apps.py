"""App configuration of ``onestop.home``."""

from pathlib import Path

from django.apps import AppConfig
from django.db.models.signals import post_migrate
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
    # No public page shows who came, what they said or what they are still to be told.
    page_cache_ignores = ("home.Attendance", "home.Feedback", "home.OwedMail")

    def ready(self) -> None:
        """Listen to what is published, and have the site's address set after every migration."""
        from wagtail.signals import page_published, page_unpublished  # noqa: PLC0415 - needs the models

        from onestop.home.addresses import follow_settings  # noqa: PLC0415
        from onestop.home.editorial.checking import forget  # noqa: PLC0415
        from onestop.home.training import publishing  # noqa: PLC0415
        from onestop.home.training.models import TrainingEventPage  # noqa: PLC0415

        post_migrate.connect(follow_settings, sender=self, dispatch_uid="onestop.home.addresses")
        page_published.connect(publishing.published, TrainingEventPage, dispatch_uid="onestop.home.training")
        for signal in (page_published, page_unpublished):
            signal.connect(forget, dispatch_uid="onestop.home.editorial.forget")
