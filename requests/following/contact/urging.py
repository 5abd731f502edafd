"""Asking to hurry (催办): at most once a working day; the office sees it first thing (clause 4.3.4.1)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.following.wording import day_words
from onestop.requests.workflow import clock, moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import STAFF, Audience, Role
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused

NAME = "urged"
ANSWERERS = (*STAFF, Role.PROVIDER, Role.EXPERT)


@transaction.atomic
def urge(pk: int, actor: Actor, data: Mapping[str, Any]) -> Event:
    """Ask the office to hurry.

    Args:
        pk: The case.
        actor: The enterprise, or whoever holds the link.
        data: ``text``: why, if one likes.

    Raises:
        Refused: It was asked on this working day already.
    """
    moving.locked(pk)  # two windows that ask at once are one
    if again := may_again_on(pk):
        raise Refused(_not_before(again))
    return moving.note(pk, NAME, actor, text=str(data.get("text") or "").strip())


def may_again_on(pk: int) -> dt.date | None:
    """Return the day from which one may ask again; ``None``: now."""
    last = Event.objects.filter(case=pk, name=NAME).order_by("-sequence").first()
    if last is None:
        return None
    again = clock.add_working_days(timezone.localdate(last.recorded_at), 1)
    return again if again > timezone.localdate() else None


def can_urge(actor: Actor, case: ServiceRequest) -> bool:  # noqa: ARG001 - signature of ``Action.when``
    """Tell whether the button makes sense today."""
    return may_again_on(case.pk) is None


def why_not(case: ServiceRequest) -> str:
    """Return what somebody reads who has asked today already."""
    again = may_again_on(case.pk)
    return _not_before(again) if again else ""


def _not_before(again: dt.date) -> str:
    message = _("You have asked today already; it is on the desk of the office. Ask again: %(day)s.")
    return message % {"day": day_words(again)}


def unanswered(cases: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    """Return those of ``cases`` that were urged and of which nobody has been heard since."""
    later = Event.objects.filter(
        case=OuterRef("case"), sequence__gt=OuterRef("sequence"), role__in=ANSWERERS
    ).exclude(audience=Audience.STAFF)
    open_ones = Event.objects.filter(case=OuterRef("pk"), name=NAME).filter(~Exists(later))
    return cases.under_way().filter(Exists(open_ones))  # type: ignore[attr-defined]
