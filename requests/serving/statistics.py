"""Figures on how well services are recorded and passed on, by place (clauses 4.3.3.2 ⑤, 6.2 ⑤)."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from onestop.requests.serving.models import Escalation
from onestop.requests.serving.records import PROCESS
from onestop.requests.workflow.models import Event


class Escalated(NamedTuple):
    """How often a place has passed cases on, how often too late, and how often the platform had to."""

    organisation: int | None
    name: str
    n: int
    late: int
    by_rule: int


class Entries(NamedTuple):
    """How many entries a place has written down, and how many of them late."""

    organisation: int | None
    name: str
    n: int
    late: int


def escalations(start: dt.date, end: dt.date, places: "QuerySet[Any] | None" = None) -> list[Escalated]:
    """Return the escalations from ``start`` to ``end``, both within, by station or institution.

    Args:
        start: The first day.
        end: The last day.
        places: Ids of organisations to which it is limited, if any.
    """
    rows = Escalation.objects.filter(at__date__range=(start, end)).order_by()
    if places is not None:
        rows = rows.filter(source__in=places)
    counted = rows.values("source", "source__name").annotate(
        n=Count("pk"), late=Count("pk", filter=Q(is_late=True)), rules=Count("pk", filter=~Q(by_rule=""))
    )
    return [
        Escalated(row["source"], row["source__name"] or "", row["n"], row["late"], row["rules"])
        for row in counted.order_by("-late", "-n", "source__name")
    ]


def late_entries(start: dt.date, end: dt.date, places: "QuerySet[Any] | None" = None) -> list[Entries]:
    """Return the entries of service records from ``start`` to ``end``, by the office of who wrote them."""
    rows = Event.objects.filter(name__in=PROCESS, recorded_at__date__range=(start, end)).order_by()
    if places is not None:
        rows = rows.filter(office__in=places)
    counted = rows.values("office", "office__name").annotate(
        n=Count("pk"), late=Count("pk", filter=~Q(late_reason=""))
    )
    return [
        Entries(row["office"], row["office__name"] or "", row["n"], row["late"])
        for row in counted.order_by("-late", "-n", "office__name")
    ]
