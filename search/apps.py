"""App configuration of ``onestop.search``."""

from pathlib import Path

from django.apps import AppConfig
from django.core.signals import request_finished
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
    url_module = "onestop.search.urls"
    # No page shows them. PendingWrite is not among them: when it goes, a page of results may be a new one.
    page_cache_ignores = ("search.IndexBuild", "search.ZeroResultQuery")

    def ready(self) -> None:
        """Find the search documents of every app, and send left over writes once a response has gone out."""
        from onestop.search import catching_up, checks  # noqa: F401, PLC0415 - they need the models
        from onestop.search.pages import signals  # noqa: F401, PLC0415

        autodiscover_modules("documents")
        request_finished.connect(catching_up.after_request, dispatch_uid="onestop.search.catching_up")
