"""Who is head, who is at the windows, and where somebody is missing (clauses 4.1.2.2 and 4.1.2.3)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.catalogue.organisations import hooks
from onestop.catalogue.organisations.choices import Kind, Status
from onestop.catalogue.organisations.hours import Span, opening_on
from onestop.site import hooks as site_hooks
from onestop.site.page_cache import remember

if TYPE_CHECKING:
    from onestop.catalogue.organisations.models import Organisation, StaffMember

AHEAD = 7
"""Days for which the roster is looked at."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who answers for an organisation on a day; ``stands_in``: the centre's head, as it has none itself."""

    person: "StaffMember | None"
    stands_in: bool = False

    def __str__(self) -> str:
        if self.person is None:
            return _("nobody: name a head of the centre")
        return (
            _("run by the centre: %(name)s") % {"name": self.person} if self.stands_in else str(self.person)
        )


def head_of(organisation: "Organisation", on: dt.date | None = None) -> Head:
    """Return who answers for an organisation, so that no escalation is without an owner.

    A station or outlet without a head of its own falls to the one it stands below, at last to the centre's.
    """
    from onestop.catalogue.organisations.models import StaffMember  # noqa: PLC0415 - see shortages

    chain: list[Organisation] = []
    at: Organisation | None = organisation
    while at is not None and at not in chain:
        chain.append(at)
        at = at.parent
    day = on or timezone.localdate()
    known = remember(("network.heads", day), lambda: list(StaffMember.objects.current(day).heads()))
    ids = {place.pk for place in chain}
    heads = [each for each in known if each.organisation_id in ids]
    newest_first = sorted(heads, key=lambda each: (each.starts_on, each.pk), reverse=True)
    for place in chain:
        own = next((each for each in newest_first if each.organisation_id == place.pk), None)
        if own:
            return Head(own, stands_in=place is not organisation)
    return Head(None)


class Gap(NamedTuple):
    """Open hours without anybody at a window."""

    organisation: "Organisation"
    day: dt.date
    span: Span

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.span}"


def shortages(
    organisations: Iterable["Organisation"], start: dt.date | None = None, days: int = AHEAD
) -> list[Gap]:
    """Return the open hours of the coming days in which no window is manned: “each open hour ≥ 1 on duty”.

    Args:
        organisations: With ``hours`` and ``changed_days`` prefetched; those that do not work are left out.
        start: The first day, today when left out.
        days: How many days.
    """
    from onestop.catalogue.organisations.models import Shift  # noqa: PLC0415 - the models use this package

    start = start or timezone.localdate()
    working = [each for each in organisations if each.standing(start) == Status.RUNNING]
    rows = Shift.objects.filter(organisation__in=working, day__range=(start, start + dt.timedelta(days - 1)))
    manned: dict[tuple[int, dt.date], list[Span]] = {}
    for shift in rows:
        manned.setdefault((shift.organisation_id, shift.day), []).append(Span(shift.starts, shift.ends))
    return [
        Gap(organisation, day, hole)
        for organisation in working
        for day in (start + dt.timedelta(n) for n in range(days))
        for span in opening_on(organisation, day).spans
        for hole in uncovered(span, manned.get((organisation.pk, day), []))
    ]


def uncovered(span: Span, shifts: Iterable[Span]) -> list[Span]:
    """Return the parts of ``span`` that no shift covers."""
    holes, reached = [], span.opens
    for shift in sorted(shifts):
        if shift.opens > reached:
            holes.append(Span(reached, min(shift.opens, span.closes)))
        reached = max(reached, shift.closes)
        if reached >= span.closes:
            break
    if reached < span.closes:
        holes.append(Span(reached, span.closes))
    return [hole for hole in holes if hole.closes > hole.opens]


class OpenWindow(NamedTuple):
    """A window of today and its hours."""

    window: str
    spans: tuple[Span, ...]


def windows_on(organisation: "Organisation", day: dt.date) -> list[OpenWindow]:
    """Return the windows that are manned on a day; names of people are not among it."""
    return remember(("network.windows", day), lambda: _all_windows_on(day)).get(organisation.pk, [])


def _all_windows_on(day: dt.date) -> dict[int, list[OpenWindow]]:
    """Return the windows of all organisations, which fit in one query."""
    from onestop.catalogue.organisations.models import Shift  # noqa: PLC0415 - see shortages

    found: dict[int, dict[str, list[Span]]] = {}
    for shift in Shift.objects.filter(day=day):
        windows = found.setdefault(shift.organisation_id, {})
        windows.setdefault(shift.window, []).append(Span(shift.starts, shift.ends))
    return {
        pk: [OpenWindow(name, tuple(_joined(spans))) for name, spans in sorted(windows.items())]
        for pk, windows in found.items()
    }


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans without overlaps and seams."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.opens <= joined[-1].closes:
            joined[-1] = Span(joined[-1].opens, max(joined[-1].closes, span.closes))
        else:
            joined.append(span)
    return joined


def open_cases(staff_ids: Iterable[int]) -> Counter[int]:
    """Return how many open cases each has in hand, as the apps that hold cases say."""
    total: Counter[int] = Counter()
    for counted in site_hooks.collect(hooks.OPEN_CASES, list(staff_ids)):
        total.update(counted)
    return total


class Overload(NamedTuple):
    """Somebody with more open cases than the limit."""

    person: "StaffMember"
    cases: int


def overloads(staff: Iterable["StaffMember"]) -> list[Overload]:
    """Return who has more open cases than ``STAFF_OPEN_CASES``, the most loaded first."""
    people = {each.pk: each for each in staff}
    counted = open_cases(people)
    return [
        Overload(people[pk], cases)
        for pk, cases in counted.most_common()
        if pk in people and cases > settings.STAFF_OPEN_CASES
    ]


def needs_windows(organisation: "Organisation") -> bool:
    """Tell whether an organisation of this kind has windows for the public."""
    return organisation.kind in {Kind.CENTRE, Kind.STATION, Kind.OUTLET}
