"""What happened to a case and what is still to come, for those who take part (clause 4.3.4.1 ④)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import dateformat, timezone
from django.utils.functional import Promise

from onestop.requests.following.wording import correction_words, late_words, step_words, still_to_come
from onestop.requests.workflow.choices import STOPPED, Audience, Role
from onestop.requests.workflow.public import words_of
from onestop.requests.workflow.table import SIDE

if TYPE_CHECKING:
    from onestop.requests.workflow.models import Event, ServiceRequest

BESIDE = frozenset({"message", "looked", "draft"})
"""Events with a place of their own: messages, and who has looked at the enterprise's data."""


@dataclass(frozen=True, slots=True)
class Item:
    """What the component ``timeline`` takes for one event."""

    title: str | Promise
    kind: str = ""
    time: str = ""
    datetime: str = ""
    text: str | Promise = ""
    who: str | Promise = ""


def of_parties(case: "ServiceRequest", events: Sequence["Event"]) -> list[Item]:
    """Return the timeline of enterprise, office and whoever serves, what is to come on top.

    Args:
        case: Which.
        events: In order, with their offices.
    """
    shown = [event for event in events if event.audience != Audience.STAFF and event.name not in BESIDE]
    coming = [Item(words, "next") for words in reversed(still_to_come(case.status))]
    happened = [_item(event) for event in reversed(shown)]
    if happened and coming and not happened[0].kind:
        first = happened[0]
        happened[0] = Item(first.title, "now", first.time, first.datetime, first.text, first.who)
    return [*coming, *happened]


def title_of(event: "Event") -> str | Promise:
    """Return what the public reads of an event."""
    # A sentence in the figure and on the board, a heading here.
    return str(words_of(event)).rstrip("。.") or SIDE[event.name].label


def who(event: "Event") -> str | Promise:
    """Return who did it: the office, else as what; no name of a person.

    Whoever files without an account is a visitor to the system, and to the people the enterprise.
    """
    if event.role == Role.SYSTEM:
        return ""
    if event.role == Role.VISITOR:
        return Role.ENTERPRISE.label
    return event.office.name if event.office else Role(event.role).label


def time_words(moment: dt.datetime) -> str:
    """Return when something happened, as people write it."""
    local = timezone.localtime(moment)
    return dateformat.format(local, "m-d H:i" if local.year == timezone.localdate().year else "Y-m-d H:i")


def _item(event: "Event") -> Item:
    stopped = event.target in STOPPED and event.target != event.source
    title, words = step_words(event) if event.name == "step" else (title_of(event), event.text)
    return Item(
        title,
        "stopped" if stopped else "",
        time_words(event.happened_at),
        timezone.localtime(event.happened_at).isoformat(timespec="minutes"),
        "\n".join(filter(None, (words, correction_words(event), late_words(event)))),
        who(event),
    )
