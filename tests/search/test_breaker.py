"""The circuit breaker: who may try, and when."""

import pytest

from onestop.search.engines.elastic import breaker as module
from onestop.search.engines.elastic.breaker import Breaker


class Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        """Return the time set."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The breaker's clock."""
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def test_closed_until_something_fails(clock: Clock) -> None:
    breaker = Breaker(first=2, longest=15)
    assert [breaker.allow() for _ in range(3)] == [True] * 3
    breaker.failed()
    assert not breaker.allow()
    clock.now += 2.1
    assert breaker.allow(), "one may try"
    assert not breaker.allow(), "the others wait for its outcome"
    breaker.succeeded()
    assert [breaker.allow() for _ in range(3)] == [True] * 3


def test_each_failure_leaves_the_server_alone_for_longer_up_to_a_limit(clock: Clock) -> None:
    breaker = Breaker(first=2, longest=15)
    for pause in (2, 4, 8, 15, 15):
        breaker.failed()
        clock.now += pause - 0.1
        assert not breaker.allow()
        clock.now += 0.2
        assert breaker.allow()
