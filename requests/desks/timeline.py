"""The timeline of a case as staff, institution or expert may read it: its events (clause 4.3.4.1)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.requests.enterprises import handing
from onestop.requests.following.wording import correction_words, step_words
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Audience, Role, Status
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.table import label_of

INSIDE = frozenset({Role.OUTLET, Role.STATION, Role.WINDOW, Role.AGENT, Role.HEAD, Role.SUPERVISOR})
"""Roles that read what is meant for staff; an institution or expert reads what the parties read."""

NAMED = INSIDE | {Role.EXPERT, Role.PROVIDER}
"""Roles whose people are named to staff; who acted for an enterprise is not."""


ENTRIES = frozenset({"entry", "step", "corrected"})


@dataclass(frozen=True, slots=True)
class Line:
    """One event, as it is read."""

    event: Event
    title: str | Promise
    who: str
    change: str = ""
    words: str = ""
    is_staff_only: bool = False
    is_corrected: bool = False


def reads_inside(actor: Actor) -> bool:
    """Tell whether ``actor`` reads what is meant for staff."""
    return bool(actor.roles & INSIDE)


def events_for(case: ServiceRequest, actor: Actor) -> QuerySet[Event]:
    """Return the events that ``actor`` may read, in order."""
    rows = handing.events_of(case, actor).select_related("actor", "office", "corrects")
    if not reads_inside(actor):
        rows = rows.exclude(audience=Audience.STAFF)
    return rows.annotate(times_corrected=Count("corrections")).order_by("sequence")


def lines(events: Iterable[Event], actor: Actor) -> list[Line]:
    """Return the events as lines, in order."""
    return [_line(event, inside=reads_inside(actor)) for event in events]


def entries(all_lines: Iterable[Line]) -> list[Line]:
    """Return the entries of the service record, its steps, and what corrects them (clause 6.2)."""
    return [each for each in all_lines if each.event.name in ENTRIES]


def _line(event: Event, *, inside: bool) -> Line:
    label, words = label_of(event.name), event.text
    if event.name == "step":
        label, words = step_words(event)
    if correction := correction_words(event):
        words = f"{words}\n{correction}"
    change = ""
    if event.source and event.source != event.target:
        change = f"{Status(event.source).label} → {Status(event.target).label}"
    return Line(
        event,
        label,
        _who(event, inside=inside),
        change,
        words,
        event.audience == Audience.STAFF,
        bool(getattr(event, "times_corrected", 0)),
    )


def _who(event: Event, *, inside: bool) -> str:
    parts = [str(event.get_role_display())]
    if event.office:
        parts.append(str(event.office))
    if inside and event.actor and event.role in NAMED:
        parts.append(event.actor.get_full_name() or event.actor.get_username())
    return _(", ").join(parts)
