"""Every test of filing begins with nobody counted."""

import pytest

from django.core.cache import caches


@pytest.fixture(autouse=True)
def _nobody_counted() -> None:
    """Forget the requests that rate limits have counted."""
    caches["memory"].clear()
