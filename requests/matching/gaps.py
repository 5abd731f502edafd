"""What nobody here can do yet: neither an institution nor the office itself (clause 4.2.5.2)."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from onestop.requests.matching.models import CapabilityGap
from onestop.requests.matching.wanting import wish_of
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import Event, ServiceRequest


def note_gap(case: ServiceRequest) -> CapabilityGap:
    """Keep that nobody could be found for what ``case`` asks for; once for the same wish of a case."""
    gap, _created = CapabilityGap.objects.get_or_create(**_of(case), defaults={"clause": case.clause})
    return gap


def on_served_here(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """Take off what somebody here does after all; what was wanted first, and is not done, stays a gap."""
    CapabilityGap.objects.filter(**_of(case)).delete()


def _of(case: ServiceRequest) -> dict[str, Any]:
    """Return by what the gap of a case and its wish is known."""
    wish = wish_of(case)
    wanted = wish.in_words() or case.item_title or _("not stated")
    number = wish.standard if wish.wanted.standard else ""
    return {"case": case, "wanted": wanted[:200], "standard_number": number[:120]}


class Gaps(NamedTuple):
    """How often something was wanted in vain, by how many cases."""

    clause: str
    wanted: str
    standard_number: str
    cases: int


def statistics(start: dt.date, end: dt.date) -> list[Gaps]:
    """Return what was missing from ``start`` to ``end``, both within, the most wanted first."""
    rows = CapabilityGap.objects.filter(at__date__range=(start, end)).order_by()
    counted = rows.values("clause", "wanted", "standard_number").annotate(cases=Count("case", distinct=True))
    return [Gaps(**row) for row in counted.order_by("-cases", "clause", "wanted")]
