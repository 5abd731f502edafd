"""What the page of a case shows besides its facts, gathered from the packages that keep it."""

from typing import Any

from django.db.models import QuerySet

from onestop.requests.desks.timeline import reads_inside
from onestop.requests.filing.models import Attachment
from onestop.requests.matching.models import Match
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest


def matches_for(case: ServiceRequest, actor: Actor) -> QuerySet[Match]:
    """Return the matches that ``actor`` may read: all for staff, one's own for who serves."""
    rows = case.matches.select_related("provider", "expert", "proposed_by", "consent")
    if reads_inside(actor):
        return rows
    own = Match.objects.none()
    if Role.PROVIDER in actor.roles:
        own = own | Match.objects.of_provider(actor.user)
    if Role.EXPERT in actor.roles:
        own = own | Match.objects.of_expert(actor.user)
    return rows.filter(pk__in=own.values("pk"))


def files_for(case: ServiceRequest, actor: Actor) -> QuerySet[Attachment]:
    """Return the files that ``actor`` may read."""
    rows = case.attachments.all()
    return rows if reads_inside(actor) else rows.filter(for_provider=True)


def relatives(case: ServiceRequest, user: Any) -> list[ServiceRequest]:
    """Return the case that this one came of and those that came of it, as far as ``user`` may read them."""
    seen = ServiceRequest.objects.for_user(user).filed()
    return list(seen.filter(parent=case) | seen.filter(pk=case.parent_id))


def gather(case: ServiceRequest, actor: Actor) -> dict[str, Any]:
    """Return the sections by name, for the template."""
    inside = reads_inside(actor)
    matches = list(matches_for(case, actor))
    records = case.records.select_related("doer", "expert", "match")
    if not inside:
        records = records.filter(match__in=matches)
    answers = case.answers.select_related("expert")
    return {
        "inside": inside,
        "matches": matches,
        "records": list(records),
        "answers": list(answers) if inside else [each for each in answers if each.match in matches],
        "escalations": list(case.escalations.select_related("source", "to_person")) if inside else [],
        "candidates": case.candidate_lists.first() if inside else None,
        "gaps": list(case.gaps.all()) if inside else [],
        "files": list(files_for(case, actor)),
        "relatives": relatives(case, actor.user),
        "extensions": list(case.extensions.all()),
    }
