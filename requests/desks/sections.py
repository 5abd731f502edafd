"""What the page of a case shows besides its facts, gathered from the packages that keep it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from onestop.requests.desks.timeline import reads_inside
from onestop.requests.enterprises import looking
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.filing.reading import readable
from onestop.requests.following import notifying
from onestop.requests.following.contact import messages
from onestop.requests.following.notices.table import label_of
from onestop.requests.matching.models import Match
from onestop.requests.serving import records
from onestop.requests.supervision.models import Dispute
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import Event, ServiceRequest

MOST_NOTICES = 20


def matches_for(case: ServiceRequest, actor: Actor) -> QuerySet[Match]:
    """Return the matches that ``actor`` may read: all for staff, one's own for who serves."""
    rows = case.matches.select_related("provider", "expert", "proposed_by", "consent")
    if reads_inside(actor):
        return rows
    own = Match.objects.none()
    if Role.PROVIDER in actor.roles:
        own |= Match.objects.of_provider(actor.user)
    if Role.EXPERT in actor.roles:
        own |= Match.objects.of_expert(actor.user)
    return rows.filter(pk__in=own.values("pk"))


def evaluations_for(case: ServiceRequest, actor: Actor) -> QuerySet[Evaluation]:
    """Return what the enterprise said: all for office and centre, of their own service for who served."""
    return Evaluation.objects.for_user(actor.user).filter(case=case).select_related("doer", "drawing")


def disputes_for(case: ServiceRequest, actor: Actor) -> QuerySet[Dispute]:
    """Return the disputes that ``actor`` may read: all inside, its own for the other party."""
    rows = (
        case.disputes.all() if reads_inside(actor) else Dispute.objects.for_user(actor.user).filter(case=case)
    )
    return rows.select_related("other_party")


def relatives(case: ServiceRequest, user: Any) -> list[ServiceRequest]:
    """Return the case that this one came of and those that came of it, as far as ``user`` may read them."""
    seen = ServiceRequest.objects.for_user(user).filed()
    above = seen.filter(pk=case.parent_id) if case.parent_id else seen.none()
    return list((seen.filter(parent=case) | above).distinct())


def gather(case: ServiceRequest, actor: Actor, events: Sequence[Event]) -> dict[str, Any]:
    """Return the sections by name, for the template.

    Args:
        case: Whose page it is.
        actor: Who reads it.
        events: What the actor may read of the case, in order.
    """
    inside = reads_inside(actor)
    matches = list(matches_for(case, actor))
    files = list(readable(actor, case))
    return {
        "inside": inside,
        "matches": matches,
        "files": files,
        "messages_of_case": messages.listed(case, messages.side_of(actor), events, files),
        "relatives": relatives(case, actor.user),
        "extensions": list(case.extensions.all()),
        "evaluations": list(evaluations_for(case, actor)),
        "disputes": list(disputes_for(case, actor)),
        **_served(case, matches, inside=inside),
        **(_inside(case) if inside else {}),
        **_contact(case, actor),
    }


def _served(case: ServiceRequest, matches: list[Match], *, inside: bool) -> dict[str, Any]:
    """Return records and answers: whoever serves reads their own."""
    rows = case.records.select_related("doer", "expert", "case", "match")
    answers = case.answers.select_related("expert")
    if not inside:
        rows, answers = rows.filter(match__in=matches), answers.filter(match__in=matches)
    filled = [(row, [*records.filled(row), *records.fee(row)]) for row in rows]
    return {"records": filled, "answers": list(answers)}


def _inside(case: ServiceRequest) -> dict[str, Any]:
    """Return what is for staff alone."""
    return {
        "escalations": list(case.escalations.select_related("source", "to_person", "decided_by")),
        "candidates": case.candidate_lists.first(),
        "gaps": list(case.gaps.all()),
        "call_backs": list(case.call_backs.select_related("done_by")),
        "notices": [(label_of(each.kind), each) for each in case.notifications.all()[:MOST_NOTICES]],
    }


def _contact(case: ServiceRequest, actor: Actor) -> dict[str, Any]:
    """Return the contact as it is shown unasked, and whether the button beside it makes sense."""
    may_look = looking.may_look(actor, case)
    return {
        "masked": looking.masked(case) if may_look else {},
        "may_look": may_look,
        "asks_reason": looking.asks_reason(actor),
        "to_be_called": reads_inside(actor) and case.is_under_way and notifying.must_be_called(case),
    }
