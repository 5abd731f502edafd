"""Whether a step of a service makes sense for an actor and a case, beyond what the table says."""

from onestop.requests.matching.doers import has_taken, open_match, serves
from onestop.requests.serving import records
from onestop.requests.serving.escalating import in_time_to_reopen
from onestop.requests.serving.kinds import kind_of
from onestop.requests.serving.publishing import asks_consent, publishable
from onestop.requests.serving.results import unreleased as results_unreleased
from onestop.requests.serving.services import may_correct
from onestop.requests.workflow import clock, moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest


def has_steps(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether the record has steps that ``actor`` can note."""
    record = records.open_record(case)
    return bool(record and kind_of(record.kind).steps and serves(actor, case))


def can_wait(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether ``actor`` serves and the clock may stand still for another day."""
    return serves(actor, case) and not waited_enough(case)


def waited_enough(case: ServiceRequest) -> str:
    """Return that the clock may not stand still any more; empty if it may."""
    paused = clock.paused_days(case)
    return str(moving.WORDS["pause_left"]) if paused and not clock.pause_left(case) else ""


def unreleased(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether there is a result that the enterprise cannot read."""
    return results_unreleased(case).exists()


def can_correct(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether there is an entry that ``actor`` may correct."""
    rows = case.events.filter(name__in=records.CORRECTABLE)
    return any(may_correct(actor, row) for row in rows)


def can_escalate(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether ``actor`` has it in hand: an institution only what it has taken."""
    return actor.roles != {Role.PROVIDER} or has_taken(actor, open_match(case))


def reopens(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether there is time left for ``actor`` to open it again."""
    return in_time_to_reopen(actor, case)


def can_publish(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether there is an answer that both sides agree to publish."""
    return publishable(case) is not None


def is_asked_to_publish(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether the enterprise can agree to publish the answer that it got."""
    return asks_consent(case)
