"""Where logs go and in which form: one line to standard error a record, for the service manager to keep."""

from typing import Any


def logging_config(formatter: str, level: str = "INFO") -> dict[str, Any]:
    """Return LOGGING with every record going through ``formatter``.

    Args:
        formatter: ``json`` (one object a line) or ``plain`` (for people). Both mask personal data.
        level: The lowest level that is written.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "onestop.site.logs.RequestFilter"}},
        "formatters": {
            "json": {"()": "onestop.site.logs.JSONFormatter"},
            "plain": {"()": "onestop.site.logs.PlainFormatter"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": formatter, "filters": ["request"]},
            "none": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers would mail or print requests unmasked; its records go to the root like all
            # others.
            "django": {"handlers": ["none"], "level": level, "propagate": True},
            "django.server": {"handlers": ["none"], "level": "WARNING", "propagate": False},
            "django.request": {"level": "ERROR"},  # one line a request is written by onestop.site.logs
            "django.security.DisallowedHost": {"handlers": ["none"], "propagate": False},
            "elastic_transport": {"level": "ERROR"},
            "django_tasks": {"level": "WARNING"},
            "wagtail": {"level": "WARNING"},  # who changed what is in Wagtail's own history, with its reasons
        },
    }
