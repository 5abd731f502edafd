"""A request that was sent back and is not completed: reminded, then closed by a person (T21b, 4.3.2.3)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.workflow import clock, moving
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Resolution, Role, Stage, Status
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused, move

REMIND_BEFORE = 2
"""Working days before the end of the time at which the enterprise is reminded; so many it has after that."""
BATCH = 500

Data = Mapping[str, Any]


def asked(cases: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    """Return those of ``cases`` whose enterprise is to send what is missing."""
    return cases.filter(status=Status.RETURNED, stage=Stage.GAPS, stage_due_on__isnull=False)


def silent(cases: QuerySet[ServiceRequest], today: dt.date | None = None) -> QuerySet[ServiceRequest]:
    """Return those of ``cases`` whose enterprise has not sent it in time."""
    return asked(cases).filter(stage_due_on__lt=today or clock.today())


def reminders(case: ServiceRequest) -> QuerySet[Event]:
    """Return the reminders of ``case`` since it was sent back."""
    back = case.events.filter(name="return").order_by("-sequence").values_list("sequence", flat=True)
    return case.events.filter(name="gaps_reminded", sequence__gt=next(iter(back[:1]), 0)).order_by("sequence")


def closes_after(case: ServiceRequest) -> dt.date | None:
    """Return the last day of the enterprise: its limit, and some days after a reminder."""
    first = reminders(case).first()
    if first is None or case.stage_due_on is None:
        return None
    return max(
        case.stage_due_on, clock.add_working_days(timezone.localdate(first.recorded_at), REMIND_BEFORE)
    )


def can_remind(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether nobody has reminded the enterprise yet."""
    return not reminders(case).exists()


def can_close(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether the office may close it today."""
    last = closes_after(case)
    return last is not None and last < clock.today()


@transaction.atomic
def remind(pk: int, actor: Actor, data: Data) -> Event:
    """Remind the enterprise of what is missing; who hears of it how, the notices say.

    Args:
        pk: The case.
        actor: Its office, or the platform.
        data: Nothing is asked for.

    Raises:
        Refused: It was reminded already, or nothing is missing.
    """
    case = moving.locked(pk)
    if (
        case.status == Status.RETURNED
        and actor.role_for((Role.SYSTEM,)) is None
        and not can_remind(actor, case)
    ):
        raise Refused(_("The enterprise was reminded already. Call it, if it is urgent."))
    return moving.note(pk, "gaps_reminded", actor, text=str(data.get("text") or ""))


@transaction.atomic
def close_returned(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Close what was not completed in time (T21b): it counts as withdrawn and can be filed again.

    Args:
        pk: The case.
        actor: Its office; never the platform by itself.
        data: ``text``: a word to the enterprise.

    Raises:
        Refused: There is time left, or the enterprise was not reminded, with two working days after that.
    """
    case = moving.locked(pk)
    due, last = case.stage_due_on, closes_after(case)
    given = {
        "time_over": due is None or due < clock.today(),
        "reminded": last is not None and (last == due or last < clock.today()),
    }
    with move(pk, "close_returned", actor, given=given, text=str(data.get("text") or "").strip()) as step:
        step.case.resolution = Resolution.LAPSED
        step.data |= {"due": due, "reminders": reminders(case).count()}
    return step.case


def remind_by_rule() -> int:
    """Remind, once each time it was sent back, whose time is nearly over; return how many."""
    last = clock.add_working_days(clock.today(), REMIND_BEFORE)
    due = asked(ServiceRequest.objects.all()).filter(stage_due_on__lte=last).order_by("stage_due_on", "pk")
    done = 0
    for case in due[:BATCH]:
        if not reminders(case).filter(role=Role.SYSTEM).exists():
            remind(case.pk, SYSTEM, {})
            done += 1
    return done
