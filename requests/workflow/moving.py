"""Moving a request on: the one place that writes its status.

A service function of a later package does what belongs to its transition inside ``move``::

    with move(pk, "take", actor, given={"qualified": check}) as step:
        step.case.handler = None
        step.data["match"] = match.pk

``move`` locks the row, asks ``permissions`` and the table, lets the body do its part, then writes status,
clock and event; all of it commits together or not at all.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.requests.workflow import clock, days, events
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import FINAL, STOPPED
from onestop.requests.workflow.models import Event, Pause, ServiceRequest
from onestop.requests.workflow.permissions import Answer, may
from onestop.requests.workflow.table import TABLE, Transition

WORDS: dict[str, Any] = {
    "channel": gettext_lazy("Say how the request came."),
    "enterprise_name": gettext_lazy("Write the name of the enterprise."),
    "contact_name": gettext_lazy("Write whom we may ask for."),
    "phone": gettext_lazy("Write a telephone number under which we can reach you."),
    "description": gettext_lazy("Write in a few words what you need."),
    "notice_version": gettext_lazy(
        "Without your agreement to the privacy notice we may not keep your request."
    ),
    "office": gettext_lazy("Choose the office that receives it."),
    "item": gettext_lazy("Choose the service item."),
    "due": gettext_lazy("Say until when."),
    "gaps": gettext_lazy("List everything that is missing, once and completely."),
    "reason": gettext_lazy("Say why."),
    "reminded": gettext_lazy("Remind the enterprise first, and leave it two working days after that."),
    "time_over": gettext_lazy("The enterprise still has time to send what is missing."),
    "other_way": gettext_lazy("Say which other way the enterprise can take."),
    "proposal": gettext_lazy("Somebody else must have proposed it first."),
    "hand_overs_left": gettext_lazy(
        "It was handed over twice already; keep it, or escalate it to the centre."
    ),
    "candidates": gettext_lazy("Look for candidates first; the list is kept with the case."),
    "provider": gettext_lazy("Choose an institution."),
    "qualified": gettext_lazy("Its qualification is not valid today; choose another."),
    "consent": gettext_lazy("The enterprise must agree, for this institution and these data."),
    "expert": gettext_lazy("Choose an expert whose term has not ended."),
    "question": gettext_lazy("Write what the expert is asked."),
    "answer": gettext_lazy("Write the answer; it is kept with the case."),
    "started_at": gettext_lazy("Say when the service began."),
    "doer": gettext_lazy("Say who serves."),
    "pause_left": gettext_lazy("The case has waited as long as it may; go on, or escalate it."),
    "result": gettext_lazy("Write what came out of it."),
    "solved": gettext_lazy("Say whether the problem is solved."),
    "entries": gettext_lazy("Write at least one entry into the service record first."),
    "invitation": gettext_lazy("There is no invitation."),
    "evaluation": gettext_lazy("There is no evaluation."),
    "rectification": gettext_lazy("There is no rectification, or it is not finished."),
    "archive_complete": gettext_lazy("Something is missing in the archive."),
    "reopen_in_time": gettext_lazy("A request can be opened again for thirty days; please file a new one."),
}
"""What is said when a required thing is missing."""


class Refused(ValidationError):
    """A step is not done. ``code``: unknown, role, status or missing; ``messages`` say why to the person."""


@dataclass(slots=True)
class Step:
    """A transition under way: the locked case, and what its event will say."""

    case: ServiceRequest
    name: str
    row: Transition
    actor: Actor
    answer: Answer
    moment: dt.datetime
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    event: Event | None = None


def locked(pk: int) -> ServiceRequest:
    """Return a case whose row nobody else may change until the transaction ends.

    Raises:
        ServiceRequest.DoesNotExist: There is none.
    """
    return ServiceRequest.objects.select_for_update().get(pk=pk)


def refuse(answer: Answer) -> None:
    """Raise what an answer says.

    Raises:
        Refused: It is not allowed.
    """
    if not answer:
        raise Refused(str(answer.reason), code=answer.code)


def check_given(row: Transition, given: Mapping[str, Any]) -> None:
    """Refuse a step whose required data is missing.

    Raises:
        Refused: with a message a field.
    """
    missing = {name: [WORDS[name]] for name in row.requires if not given.get(name)}
    if missing:
        error = Refused(missing)
        error.code = "missing"
        raise error


@contextmanager
def move(
    pk: int,
    name: str,
    actor: Actor,
    *,
    given: Mapping[str, Any] | None = None,
    text: str = "",
    happened_at: dt.datetime | None = None,
    late_reason: str = "",
) -> Iterator[Step]:
    """Do the transition ``name`` to the case ``pk``; the body of the ``with`` does what belongs to it.

    Args:
        pk: The case.
        name: A name of ``TABLE``.
        actor: Who; its roles are those towards this case.
        given: What ``requires`` of the row is looked up in; only whether it is there counts.
        text: What the event says to whoever may read it; the body may change ``step.text``.
        happened_at: When it happened, if it was recorded later.
        late_reason: Why it was recorded later than ``REQUEST_LATE_HOURS``.

    Raises:
        Refused: Role, status or data do not allow it; nothing was written.
    """
    row = TABLE.rows.get(name)
    with transaction.atomic():
        case = locked(pk)
        answer = may(actor, name, case)
        refuse(answer)
        assert row is not None  # noqa: S101 - may() has refused anything else
        check_given(row, given or {})
        moment = moment_of(happened_at, late_reason)
        step = Step(case, name, row, actor, answer, moment, text)
        yield step
        _finish(step, late_reason)


def moment_of(happened_at: dt.datetime | None, late_reason: str) -> dt.datetime:
    """Return when something happened.

    Raises:
        Refused: It is still to come, or was long ago and nobody says why it is written down now (clause 6.2).
    """
    now = timezone.now()
    if happened_at is None:
        return now
    if happened_at > now:
        raise Refused({"happened_at": [_("This is still to come; write it down when it has happened.")]})
    try:
        days.happened(timezone.localdate(happened_at))
    except ValidationError as wrong:
        raise Refused({"happened_at": wrong.messages}) from wrong
    hours = settings.REQUEST_LATE_HOURS
    if now - happened_at > dt.timedelta(hours=hours) and not late_reason.strip():
        message = _("This was more than %(hours)s hours ago. Say why it is written down only now.")
        raise Refused({"late_reason": [message % {"hours": hours}]})
    return happened_at


def _finish(step: Step, late_reason: str) -> None:
    """Write status, clock and event."""
    case, row, source = step.case, step.row, step.case.status
    case.status = row.target
    case.moved_at = timezone.now()
    _mind_pause(step, source)
    if row.stage is not None:
        clock.begin(case, row.stage, timezone.now())
    case.save()
    step.event = events.record(
        case,
        step.name,
        step.actor,
        step.answer.role,  # type: ignore[arg-type]  # an allowed answer names the role
        text=step.text,
        data=step.data,
        source=source,
        target=row.target,
        happened_at=step.moment,
        late_reason=late_reason,
    )


def _mind_pause(step: Step, source: str) -> None:
    """Begin or end a pause of the clock as the status is left or entered."""
    case, now = step.case, timezone.now()
    if source in STOPPED and case.status != source:
        pause = case.pauses.filter(until__isnull=True).first()
        if pause:
            pause.until = now
            pause.days = clock.working_days_between(timezone.localdate(pause.since), timezone.localdate(now))
            pause.save(update_fields=["until", "days"])
            if case.stage_due_on and pause.days:
                case.stage_due_on = clock.add_working_days(case.stage_due_on, pause.days)
            if case.promised_on and pause.days and case.status not in FINAL:
                _move_promise(step, pause.days)
    if case.status in STOPPED and case.status != source:
        Pause.objects.create(case=case, status=case.status, reason=step.text[:300], since=now)


def _move_promise(step: Step, days: int) -> None:
    """Move the promised day by the days that stood still, and say so to the parties."""
    before = step.case.promised_on
    assert before is not None  # noqa: S101 - the caller has looked
    after = clock.add_working_days(before, days)
    words = _("The days of waiting do not count: promised for %(after)s instead of %(before)s.")
    told = words % {"after": after.isoformat(), "before": before.isoformat()}
    step.case.promised_on = after
    step.text = "\n".join(part for part in (step.text, told) if part)
    step.data |= {"promised_before": before, "promised_on": after}


@transaction.atomic
def note(
    pk: int,
    name: str,
    actor: Actor,
    *,
    text: str = "",
    data: dict[str, Any] | None = None,
    happened_at: dt.datetime | None = None,
    late_reason: str = "",
    corrects: Event | None = None,
) -> Event:
    """Write down the side event ``name`` of the case ``pk``; arguments as of ``move``.

    Raises:
        Refused: Role or status do not allow it.
    """
    case = locked(pk)
    answer = may(actor, name, case)
    refuse(answer)
    moment = moment_of(happened_at, late_reason)
    return events.record(
        case,
        name,
        actor,
        answer.role,  # type: ignore[arg-type]  # an allowed answer names the role
        text=text,
        data=data,
        happened_at=moment,
        late_reason=late_reason,
        corrects=corrects,
    )
