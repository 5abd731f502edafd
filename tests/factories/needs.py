"""What a test does when its server is not there: skip with the reason on a laptop, fail in CI."""

import os
import shutil
from functools import cache
from typing import NoReturn

import pytest

CHROMIUM_NAMES = (
    *("chromium-headless-shell", "chromium"),
    *("chromium-browser", "google-chrome", "google-chrome-stable"),
)
"""The first is the same browser without a window of its own: it takes half of the processor."""


def in_ci() -> bool:
    """Tell whether a missing server is a fault: CI, and ``.ci/run``, set ``CI=true``."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def lacking(what: str) -> NoReturn:
    """End the running test for want of ``what``: a skip with the reason, a failure in CI."""
    if in_ci():
        pytest.fail(f"CI must not skip: {what}", pytrace=False)
    pytest.skip(what)


@cache
def chromium() -> str | None:
    """Return the path of the browser: ``CHROME_PATH``, else the first known name on PATH, else ``None``."""
    named = os.environ.get("CHROME_PATH")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def missing(marker: str) -> str | None:
    """Return why tests with ``marker`` cannot run here, or ``None`` when they can."""
    from django.db import connection  # noqa: PLC0415 - settings are not ready when this module is imported

    match marker:
        case "browser" if chromium() is None:
            return "no Chromium on this machine (CHROME_PATH names another browser)"
        case "postgresql" if connection.vendor != "postgresql":
            return "DATABASE_URL names no PostgreSQL"
        case "elasticsearch" if not (os.environ.get("ELASTICSEARCH_URL") or shutil.which("java")):
            return "neither ELASTICSEARCH_URL nor a Java to start the test node with"
    return None
