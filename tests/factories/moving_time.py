"""A clock that tests may turn: ``django.utils.timezone.now`` and all that asks it."""

import datetime as dt

import pytest

from django.utils import timezone


class Hands:
    """The hands of a clock that stands until it is moved."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        """Return what it shows; a moment later each time, as clocks do."""
        self.moment += dt.timedelta(microseconds=1)
        return self.moment

    def shift(self, **time: int) -> None:
        """Go on by days, hours …."""
        self.moment += dt.timedelta(**time)

    def move_to(self, moment: dt.datetime) -> None:
        """Show another moment."""
        self.moment = moment


def hold(patch: pytest.MonkeyPatch, moment: dt.datetime) -> Hands:
    """Have ``timezone.now`` show ``moment``, as long as ``patch`` lasts."""
    hands = Hands(moment)
    patch.setattr(timezone, "now", hands.now)
    return hands
