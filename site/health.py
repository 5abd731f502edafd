"""``/healthz``: whether pages can be served, for the machine in front and for people on duty."""

import logging
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wagtail.hooks import get_hooks

from onestop import __version__
from onestop.site import hooks

logger = logging.getLogger(__name__)


def database_status() -> str:
    """Return ``ok`` if the database answers, else ``down``."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        logger.error("the database does not answer: %s", type(error).__name__)  # noqa: TRY400 - one line a probe
        return "down"
    return "ok"


def tasks_status() -> dict[str, Any]:
    """Return how background work is done and, with a worker, how much of it waits."""
    if "DatabaseBackend" not in settings.TASKS["default"]["BACKEND"]:
        return {"backend": "immediate", "status": "ok"}
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - only where a worker is used

    return {"backend": "database", "status": "ok", "waiting": DBTaskResult.objects.ready().count()}


def hook_entries() -> dict[str, Any]:
    """Return what the apps report under HEALTH_CHECKS; the search engine is one of them."""
    entries: dict[str, Any] = {}
    for check in get_hooks(hooks.HEALTH_CHECKS):
        try:
            name, value = check()
        except Exception:
            # A report with a hole in it is worth more to whoever is on duty than none.
            logger.exception("the health check %s failed", check)
            name, value = "checks", {"status": "failed"}
        entries[name] = value
    return entries


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Answer the state of the site; 503 only when pages cannot be served.

    A part that reports a ``status`` other than ``ok`` makes the whole ``degraded``: pages still come.
    """
    database = database_status()
    report: dict[str, Any] = {"status": "ok", "database": database}
    if database == "ok":
        report |= {
            "search": {"engine": "", "status": "none", "unsent": 0},
            **hook_entries(),
            "tasks": tasks_status(),
        }
    report["version"] = __version__
    parts = [part for part in report.values() if isinstance(part, dict)]
    if database != "ok" or any(part.get("status", "ok") not in {"ok", "none"} for part in parts):
        report["status"] = "degraded"
    return JsonResponse(report, status=200 if database == "ok" else 503)
