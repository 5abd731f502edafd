"""More time for a stage: asked before it is over, capped, told to the enterprise (process 3.4)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.workflow import clock, moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Stage
from onestop.requests.workflow.models import Extension, ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.requests.workflow.table import CENTRE

NAME = "extended"

TAKEN = frozenset({Stage.START, Stage.SERVE})
"""Times of an institution that has taken a request; asked to take one, it says yes or no (matrix 5.3)."""


@transaction.atomic
def extend(pk: int, actor: Actor, data: Mapping[str, Any]) -> Extension:
    """Extend the running stage.

    Args:
        pk: The case.
        actor: Whoever serves, the office or the head.
        data: ``days``: working days more; ``reason``, which the enterprise reads.

    Raises:
        Refused: It is somebody else's time, over already, too long, without a reason, or nothing runs.
    """
    case = moving.locked(pk)
    moving.refuse(moving.may(actor, NAME, case))
    days, reason = int(data.get("days") or 0), str(data.get("reason") or "").strip()
    if not is_theirs(actor, case):
        raise Refused(_("It is not for you to extend this time; write a message if more is needed."))
    before = _checked(case, days, reason)
    after = clock.add_working_days(before, days)
    words = _("New day: %(after)s instead of %(before)s. %(reason)s")
    text = words % {"after": after.isoformat(), "before": before.isoformat(), "reason": reason}
    kept = {"days": days, "stage": case.stage, "due_before": before, "due_after": after}
    event = moving.note(pk, NAME, actor, text=text, data=kept)
    changed = event.case
    changed.stage_due_on = after
    if changed.stage == Stage.SERVE:
        changed.promised_on = after
    changed.save(update_fields=["stage_due_on", "promised_on"])
    return Extension.objects.create(
        case=changed,
        stage=changed.stage,
        days=days,
        reason=reason,
        due_before=before,
        due_after=after,
        by=actor.user,
    )


def _checked(case: ServiceRequest, days: int, reason: str) -> dt.date:
    """Return the day on which it is due now, if it may be moved."""
    if refusal := why_not(case):
        raise Refused(refusal)
    if not reason:
        raise Refused({"reason": [_("Say why; the enterprise reads it.")]})
    left = days_left(case)
    if not 1 <= days <= left:
        message = _("At most %(n)s working days can still be added.")
        raise Refused({"days": [message % {"n": left}]})
    assert case.stage_due_on is not None  # noqa: S101 - why_not() has refused it
    return case.stage_due_on


def days_left(case: ServiceRequest) -> int:
    """Return how many working days the running stage of ``case`` may still be extended by."""
    used = case.extensions.filter(stage=case.stage).aggregate(days=Sum("days"))["days"] or 0
    return max(clock.limit(Stage.EXTEND, case.policy) - used, 0)


def why_not(case: ServiceRequest) -> str:
    """Return why the running stage of ``case`` cannot be extended now; empty if it can."""
    if not case.stage_due_on or not case.clock_runs:
        return _("No clock runs now, so there is nothing to extend.")
    if case.stage_due_on < timezone.localdate():
        return _("The time is over already. Only what is asked for before can be extended.")
    return "" if days_left(case) else _("It was extended already.")


def is_theirs(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether the running time is one that ``actor`` answers for.

    The centre's time to decide is the centre's; nobody is freed from it by whoever passed the case on.
    """
    if case.stage == Stage.DECIDE:
        return not actor.roles.isdisjoint(CENTRE)
    return case.stage in TAKEN or actor.roles != {Role.PROVIDER}


def can_extend(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether the button makes sense."""
    return is_theirs(actor, case) and not why_not(case)
