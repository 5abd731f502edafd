"""From any spelling of a number to its record (spec 2.2, resolution order)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from onestop.standards.editions import head_spans
from onestop.standards.models import Standard
from onestop.standards.numbers import Number, interpret


@dataclass(frozen=True, slots=True)
class Resolved:
    """A record; ``certain``: the very edition was named, so it will not be another one tomorrow."""

    standard: Any
    certain: bool


def as_text(slug: str) -> str:
    """Return a slug as somebody would type it: ``gb-t-1_1-2020`` is ``gb/t 1.1-2020``."""
    spaced = slug.replace("-", " ").strip()
    return ".".join(spaced.split("_"))


def resolve(text: str, today: dt.date) -> Resolved | None:
    """Return the record that ``text``, a number or a slug in any spelling, names; or nothing.

    An undated number is the edition that stands for it today.
    """
    for spelling in dict.fromkeys((text, as_text(text))):
        for number in interpret(spelling).candidates:
            found = _resolve(number, today)
            if found is not None:
                return found
    return None


def _resolve(number: Number, today: dt.date) -> Resolved | None:
    if number.bare:
        return None
    rows = Standard.objects.public().with_status(today)
    if number.year:
        key = number.full_key
        exact = rows.filter(Q(full_key=key) | Q(aliases__full_key=key)).order_by("pk").first()
        return Resolved(exact, certain=True) if exact else None
    key = number.base_key
    editions = list(rows.filter(Q(base_key=key) | Q(aliases__base_key=key)).distinct())
    if not editions:
        return None
    heads = head_spans(editions)
    return Resolved(next(each for each in editions if today in heads[each.pk]), certain=False)
