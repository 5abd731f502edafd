"""The workflow alone: what later packages do when they hear of an event is theirs to test."""

from collections import defaultdict

import pytest

from onestop.requests.workflow import events


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no listener act on the events that these tests record."""
    monkeypatch.setattr(events, "_listeners", defaultdict(list))
