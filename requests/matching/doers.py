"""Who serves a case now, and whether an actor is among them."""

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.models import Organisation, StaffMember
from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles as groups

OFFICE = frozenset({Role.OUTLET, Role.STATION, Role.WINDOW, Role.AGENT, Role.HEAD, Role.SYSTEM})


def open_match(case: ServiceRequest) -> Match | None:
    """Return the match that holds, if any."""
    rows: list[Match] = list(Match.objects.open().filter(case=case).select_related("provider", "expert"))
    return rows[0] if rows else None


def place_of(case: ServiceRequest) -> Organisation | None:
    """Return the office that has ``case`` in hand: the receiving one, or the centre that serves it itself."""
    match = open_match(case)
    return match.provider if match is not None and match.method == Method.CENTRE else case.office


def acts_for(actor: Actor, match: Match | None) -> bool:
    """Tell whether ``actor`` may act by ``match``.

    An institution or expert only if it is theirs, open to them and handed over; the office always: it answers
    for the case, and writes down what somebody without an account has done.
    """
    if match is None:
        return False
    if actor.roles & OFFICE:
        return True
    if match.closed_to_doer:
        return False
    if Role.PROVIDER in actor.roles and match.method == Method.PROVIDER:
        return bool(organisations_of(actor.user).filter(organisation=match.provider_id).exists())
    if Role.EXPERT in actor.roles and match.method == Method.EXPERT and match.expert:
        return actor.user is not None and match.expert.user_id == actor.user.pk
    return False


def has_taken(actor: Actor, match: Match | None) -> bool:
    """Tell whether ``actor`` may act by ``match``, which is taken: who is only asked answers."""
    return match is not None and match.outcome == Outcome.TAKEN and acts_for(actor, match)


def works_at(actor: Actor, place: Organisation | None) -> bool:
    """Tell whether ``actor`` is of the staff of a place that is complained about or rated (回避).

    Not so for the centre: it deals with what is about itself, by somebody who has no part in the matter.
    """
    if place is None or place.kind == Kind.CENTRE or actor.user is None:
        return False
    return bool(organisations_of(actor.user).filter(organisation=place.pk).exists())


def serves(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether ``actor`` may act on ``case`` as whoever serves it."""
    return acts_for(actor, open_match(case))


def has_account(place: Organisation) -> bool:
    """Tell whether somebody of an institution can act here for it: with an account that is active."""
    people = StaffMember.objects.current().filter(organisation=place, user__is_active=True)
    return bool(people.filter(user__groups__name=groups.PROVIDER).exists())


def answers(actor: Actor, match: Match | None) -> bool:
    """Tell whether ``actor`` may say what the institution that is asked decides.

    The institution itself; the office writes it down for one that has no account here.
    """
    if match is None or match.outcome != Outcome.ASKED or not acts_for(actor, match):
        return False
    if Role.PROVIDER in actor.roles or match.provider is None:
        return True
    return not has_account(match.provider)


def writes_down(actor: Actor) -> bool:
    """Tell whether ``actor`` is the office, which writes down what an institution said."""
    return Role.PROVIDER not in actor.roles


def was_asked(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether ``actor`` answers for the institution that is asked to take ``case``."""
    return answers(actor, open_match(case))
