"""What the search layer registers with Wagtail and with the site's own extension points."""

from typing import Any

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from onestop.search import catching_up, status
from onestop.search.admin import ZeroResultQueryAdmin
from onestop.search.wordlists.admin import WordListAdmin
from onestop.site.hooks import HEALTH_CHECKS

modeladmin_register(ZeroResultQueryAdmin)
modeladmin_register(WordListAdmin)


@hooks.register(HEALTH_CHECKS)
def search_health() -> tuple[str, dict[str, Any]]:
    """Report the engine to ``/healthz``, and use the occasion to send what was left behind."""
    catching_up.attempt()
    return "search", status.health()
