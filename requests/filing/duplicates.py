"""What the same people have asked for of late; nobody learns by it what others asked (clause 4.3.2.1)."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from onestop.requests.enterprises.models import Membership
from onestop.requests.filing import holding
from onestop.requests.workflow.models import ServiceRequest

OF_LATE = dt.timedelta(days=30)
MOST = 3


def own_of_late(request: HttpRequest, draft: ServiceRequest) -> list[ServiceRequest]:
    """Return open requests like ``draft`` of whoever fills in the form: the same item, or none named.

    Own are those of the account and its enterprises, those that this browser has just sent, and those of a
    telephone that was verified here. The telephone that was merely typed proves nothing.
    """
    mine = Q(pk__in=holding.sent_by(request))
    if request.user.is_authenticated:
        mine |= Q(filed_by=request.user, filed_at__isnull=True) | Q(enterprise__in=_enterprises(request.user))
    if phone_print := holding.verified_phone(request):
        mine |= Q(phone_print=phone_print)
    found = ServiceRequest.objects.under_way().filter(mine, submitted_at__gte=timezone.now() - OF_LATE)
    alike = found.filter(item=draft.item) if draft.item else found
    return list(alike.exclude(pk=draft.pk).order_by("-submitted_at")[:MOST])


def _enterprises(user: Any) -> "QuerySet[Any]":
    return Membership.objects.current().filter(user=user).values("enterprise")
