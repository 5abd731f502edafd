"""Questions to the requests, in SQL. Row rights fail closed: who is nobody's sees nothing (spec 5.3)."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import STOPPED, UNDER_WAY, VOLUNTARY, Status, Visibility

if TYPE_CHECKING:
    from onestop.requests.workflow.models import ServiceRequest  # noqa: F401 - the queryset's own model


class RequestQuerySet(models.QuerySet["ServiceRequest"]):
    """The requests' questions."""

    def for_user(self, user: Any) -> Self:
        """Return the cases that ``user`` may read: by office, by match or by membership."""
        if not getattr(user, "is_active", False):
            return self.none()
        filed = self.exclude(status=Status.DRAFT)
        if roles.sees_all_cases(user):
            return filed
        # One query a way, put together by key: each is found by its own index, which an OR of them is not.
        every = type(self)(self.model, using=self.db).order_by()
        ways = [every.filter(filed_by=user, status=Status.DRAFT).values("pk")]
        if roles.of_office(user):
            own, sent = organisations_of(user), every.filed()
            ways += [sent.filter(office__in=own).values("pk"), sent.filter(filed_at__in=own).values("pk")]
        ways += roles.other_ways(user)
        return self.filter(pk__in=ways[0].union(*ways[1:]))

    def filed(self) -> Self:
        """Return those that have been submitted."""
        return self.exclude(status=Status.DRAFT)

    def under_way(self) -> Self:
        """Return those whose enterprise waits for its service."""
        return self.filter(status__in=UNDER_WAY)

    def clock_runs(self) -> Self:
        """Return those with a running time limit."""
        return self.exclude(stage__in=["", *VOLUNTARY]).exclude(status__in=STOPPED)

    def overdue(self, today: dt.date | None = None) -> Self:
        """Return those whose running stage should have ended before today."""
        return self.clock_runs().filter(stage_due_on__lt=today or timezone.localdate())

    def due_on(self, day: dt.date) -> Self:
        """Return those whose running stage ends on a day."""
        return self.clock_runs().filter(stage_due_on=day)

    def silent_since(self, moment: dt.datetime) -> Self:
        """Return those under way of which nobody has heard since ``moment``."""
        return self.under_way().filter(touched_at__lt=moment)

    def on_board(self) -> Self:
        """Return what the public progress board may show (clause 4.3.4.1)."""
        return self.filed().filter(visibility=Visibility.PUBLIC)
