"""Call-backs by rule, each try and what was said (clause 4.3.4.2)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.requests.following.models import CallBack, CallTry
from onestop.requests.following.models.calls import CallOutcome, Why
from onestop.requests.serving import needs
from onestop.requests.serving.records import follow_up_on
from onestop.requests.workflow import clock, moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Stage
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused

NAME = "called_back"
TRIES = 3
BETWEEN = dt.timedelta(minutes=30)
"""Tries lie at least so far apart: three in a row are one."""

LASTING = ("4.2.3.4", "4.2.5", "4.2.7")
"""Clauses whose effect is asked about once more: systems, testing, certification (process 3.4)."""

SERVED_BY = ("start", "entry", "step", "recorded", "result", "complete", "answer")
"""Whoever did one of these has served the case, and does not ask how it was."""

SERVED_ONESELF = gettext_lazy("You have served this request yourself. Have a colleague ask how it was.")

Data = Mapping[str, Any]


def schedule(case: ServiceRequest, why: str, after: Event, due: dt.date | None = None) -> CallBack:
    """Put a call-back on the list, once for the event it comes of.

    Args:
        case: Which.
        why: By which rule.
        after: The event it comes of.
        due: The day that was agreed with the enterprise, if any.
    """
    stage = Stage.CALL_BACK_LATER if why == Why.LATER else Stage.CALL_BACK
    due = due or clock.ends_on(timezone.localdate(after.happened_at), stage, case.policy)
    return CallBack.objects.get_or_create(case=case, why=why, after=after, defaults={"due_on": due})[0]


def after_end(case: ServiceRequest, event: Event) -> None:
    """Put on the list what the end of a service asks for."""
    schedule(case, Why.FIRST, event)
    agreed = follow_up_on(case)
    if agreed or case.clause.startswith(LASTING):
        schedule(case, Why.LATER, event, agreed)


def drop_open(case: ServiceRequest) -> None:
    """Take off the list what a case that goes on does not need yet; the discontent are called."""
    case.call_backs.open().exclude(why=Why.LOW_SCORE).update(outcome=CallOutcome.DROPPED)


def next_of(case: ServiceRequest) -> CallBack | None:
    """Return the call-back of ``case`` that is due first."""
    found: CallBack | None = case.call_backs.open().order_by("due_on", "pk").first()
    return found


def can_call(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether there is anything that ``actor`` is to ask."""
    return next_of(case) is not None and not has_served(actor, case)


def why_not(case: ServiceRequest) -> str:
    """Return why somebody who may call back cannot."""
    return str(SERVED_ONESELF if next_of(case) else _("No call-back of this request is open."))


@transaction.atomic
def record(pk: int, actor: Actor, data: Data) -> CallBack:
    """Write down a call-back, or a try at which nobody was reached; the third of those closes it.

    Args:
        pk: The case.
        actor: Staff who did not serve it.
        data: ``reached``, ``method``, ``happened_at``; once reached ``words``, ``effect``, ``content``,
            ``person``, ``has_complaint`` and ``new_need``: in words what is needed further.

    Raises:
        Refused: Nothing was written, the caller has served the case, or nothing is due.
    """
    case = moving.locked(pk)
    moving.refuse(moving.may(actor, NAME, case))
    call_back = next_of(case)
    if call_back is None:
        raise Refused(_("No call-back of this request is open."))
    if has_served(actor, case):
        raise Refused(SERVED_ONESELF)
    if not data.get("method"):
        raise Refused({"method": [_("Say by which way you asked.")]})
    moment = moving.moment_of(data.get("happened_at"), str(data.get("late_reason") or ""))
    if not data.get("reached"):
        return _try(call_back, actor, data, moment)
    _fill(call_back, actor, data, moment)
    if need := str(data.get("new_need") or "").strip():
        call_back.new_need = _new_need(case, actor, need)
    call_back.save()
    kept = {"call_back": call_back.pk, "why": call_back.why, "reached": True, "method": call_back.method}
    kept |= {"effect": call_back.effect, "content": call_back.content, "complaint": call_back.has_complaint}
    kept |= {"new_need": call_back.new_need.number} if call_back.new_need else {}
    moving.note(
        pk, NAME, actor, data=kept, happened_at=moment, late_reason=str(data.get("late_reason") or "")
    )
    return call_back


def has_served(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether ``actor`` has served ``case``."""
    return bool(actor.user and case.events.filter(name__in=SERVED_BY, actor=actor.user).exists())


def _fill(call_back: CallBack, actor: Actor, data: Data, moment: dt.datetime) -> None:
    missing = {}
    if not str(data.get("words") or "").strip():
        missing["words"] = [_("Write down what the enterprise said.")]
    if not data.get("effect"):
        missing["effect"] = [_("Say what the service has brought.")]
    if not data.get("content"):
        missing["content"] = [_("Say how content the enterprise is.")]
    if missing:
        raise Refused(missing)
    call_back.outcome, call_back.method = CallOutcome.REACHED, data["method"]
    call_back.words, call_back.person = str(data["words"]), str(data.get("person") or "")
    call_back.effect, call_back.content = data["effect"], data["content"]
    call_back.has_complaint = bool(data.get("has_complaint"))
    call_back.done_at, call_back.done_by = moment, actor.user


def _try(call_back: CallBack, actor: Actor, data: Data, moment: dt.datetime) -> CallBack:
    last = call_back.tries.order_by("-at").first()
    if last and abs(moment - last.at) < BETWEEN:
        words = _("Somebody tried at %(time)s. Try again half an hour later at the earliest.")
        raise Refused(words % {"time": timezone.localtime(last.at).strftime("%H:%M")})
    CallTry.objects.create(call_back=call_back, method=data["method"], at=moment, by=actor.user)
    times = [each.at for each in call_back.tries.order_by("at")]
    if len(times) >= TRIES:
        call_back.outcome, call_back.method = CallOutcome.UNREACHABLE, data["method"]
        call_back.done_at, call_back.done_by = timezone.now(), actor.user
        call_back.save()
    kept = {"call_back": call_back.pk, "why": call_back.why, "reached": False, "tries": times}
    moving.note(call_back.case_id, NAME, actor, data=kept, happened_at=moment)
    return call_back


def _new_need(case: ServiceRequest, actor: Actor, words: str) -> ServiceRequest:
    """File what the enterprise needs further; what is wrong with it stands beside its field."""
    try:
        return needs.new_need(case.pk, actor, {"description": words})
    except Refused as refused:
        raise Refused({"new_need": refused.messages}) from refused
