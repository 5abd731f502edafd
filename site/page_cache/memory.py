"""What many pages need and only content and date decide: worked out once a generation in each process.

Menu, footer, names of classes: a page that is rendered asks here instead of the database. It is forgotten by
the same rule as the whole pages, so it is as fresh as they are.
"""

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from onestop.site.page_cache import generation

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)

MOST = 500
"""Values of one generation; keys are names in the code, so more of them are a mistake and not a need."""
MOST_ROWS = 2000
"""Rows that :func:`remember_rows` keeps under one name; what is made beyond them is made again next time."""


class Memory:
    """The values of one generation; like the pages, for ``PAGE_CACHE_SECONDS`` at most."""

    def __init__(self) -> None:
        self._moment: generation.Generation | None = None
        self._values: dict[Hashable, Any] = {}
        self._ends = 0.0

    def values(self) -> dict[Hashable, Any]:
        """Return where the values of this moment are kept; a new place if nothing may be kept now.

        Inside a transaction nothing is: it may have written what others must not see, or what is never
        committed.
        """
        moment = None if connection.in_atomic_block else generation.current()
        if moment is None:
            return {}
        if moment != self._moment or time.monotonic() >= self._ends or len(self._values) >= MOST:
            self._moment, self._values = moment, {}
            self._ends = time.monotonic() + settings.PAGE_CACHE_SECONDS
        return self._values


memory = Memory()


def remember(key: Hashable, make: Callable[[], Value]) -> Value:
    """Return what ``make`` gives, asked once a generation.

    Args:
        key: Names the value, with all that it depends on beside content and date, such as the site.
        make: Works it out from the database: never a lazy queryset, nothing about the person who asks.

    Returns:
        The value. All requests share it, so nobody may change it.
    """
    # Taken before the value is made: a generation that ends meanwhile takes the dictionary with it.
    values = memory.values()
    if key not in values:
        values[key] = make()
    kept: Value = values[key]
    return kept


def remember_for(key: Hashable, make: Callable[[], tuple[Value, float]]) -> Value:
    """Return what ``make`` gives; for what the clock changes too, such as whether a door is open.

    Args:
        key: As for :func:`remember`.
        make: Returns the value and for how many seconds it stays true.
    """
    values = memory.values()
    kept: tuple[Value, float] | None = values.get(key)
    if kept is None or time.monotonic() >= kept[1]:
        value, seconds = make()
        kept = values[key] = value, time.monotonic() + seconds
    return kept[0]


def remember_rows(
    name: Hashable, keys: Iterable[Key], make: Callable[[list[Key]], Mapping[Key, Value]]
) -> list[Value]:
    """Return the rows of ``keys`` in their order, each made once a generation: what many lists show in part.

    Args:
        name: Names the kind of row, with all that it depends on beside content and date.
        keys: Which rows are wanted.
        make: Makes those that are not known yet, together; one that it leaves out is left out here, too.
    """
    wanted = list(keys)
    rows: dict[Key, Value] = remember(name, dict)
    missing = [key for key in wanted if key not in rows]
    if missing:
        made = make(missing)
        if len(rows) + len(made) <= MOST_ROWS:
            rows.update(made)
        else:
            rows = {**rows, **made}
    return [rows[key] for key in wanted if key in rows]
