"""Cases that should be in the archive: nobody can open them again, and they are not sealed yet (6.1)."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Stage
from onestop.requests.workflow.models import ServiceRequest, SLAPolicy
from onestop.requests.workflow.querysets import RequestQuerySet
from onestop.requests.workflow.table import TABLE


def cases() -> RequestQuerySet:
    """Return the cases that T19 seals and whose time for opening them again is over, the oldest first.

    Where a policy counts working days, some of them are a few days early; sealing asks again.
    """
    over = Q(pk__in=[])
    for policy in (None, *SLAPolicy.objects.all()):
        days, _calendar = clock.limits_of(policy)[Stage.REOPEN]
        last = dt.datetime.combine(clock.today() - dt.timedelta(days), dt.time())
        over |= Q(policy=policy, completed_at__lt=timezone.make_aware(last))
    rows = ServiceRequest.objects.filter(over, status__in=TABLE["archive"].sources)
    return rows.order_by("completed_at", "pk")
