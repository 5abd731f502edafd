"""Whom nobody has told anything for too long (4.3.4.1 ①): a task, reckoned when it is asked for."""

import datetime as dt
from typing import Any

from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery
from django.utils import timezone

from onestop.requests.following.contact.urging import ANSWERERS
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Audience, Stage, Status
from onestop.requests.workflow.models import Event, ServiceRequest

SPOKEN = (Status.SERVING, Status.WAITING, Status.SAMPLE)
"""While a service is under way the enterprise hears how it goes (process 3.4: 进度更新)."""


def with_last_contact(cases: QuerySet[ServiceRequest]) -> QuerySet[Any]:
    """Return ``cases`` with ``last_contact``: when office or institution last did what parties can see."""
    heard = Event.objects.filter(case=OuterRef("pk"), role__in=ANSWERERS).exclude(audience=Audience.STAFF)
    last = heard.order_by("-sequence").values("recorded_at")[:1]
    return cases.annotate(last_contact=Subquery(last, output_field=DateTimeField()))


def silent(
    cases: QuerySet[ServiceRequest], today: dt.date | None = None, days: int | None = None
) -> QuerySet[Any]:
    """Return those of ``cases`` under service of which the enterprise has heard nothing for N working days.

    Args:
        cases: Among which.
        today: As of which day.
        days: N; what the policy of today says when left out.
    """
    limit = clock.limit(Stage.UPDATE, clock.current_policy()) if days is None else days
    before = day_begins(last_quiet_day(today or timezone.localdate(), limit) + dt.timedelta(1))
    return with_last_contact(cases.filter(status__in=SPOKEN)).filter(last_contact__lt=before)


def last_quiet_day(today: dt.date, days: int) -> dt.date:
    """Return the latest day after which, up to and with ``today``, lie ``days`` working days."""
    day, left = today, days
    while left > 0:
        if clock.is_working(day):
            left -= 1
        day -= dt.timedelta(1)
    return day


def day_begins(day: dt.date) -> dt.datetime:
    """Return the moment at which a local day begins."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
