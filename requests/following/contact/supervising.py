"""督办: head or authority ask the office to get on with a case, and see it answered (clauses 4.3.4, 5.1)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import UNFINISHED, Role
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused

NAME = "supervised"
ANSWERERS = (Role.OUTLET, Role.STATION, Role.WINDOW, Role.AGENT, Role.PROVIDER, Role.EXPERT)
NO_ANSWER = ("looked", "assigned")
"""Whoever only looks something up, or passes it on inside, has not answered."""


def supervise(pk: int, actor: Actor, data: Mapping[str, Any]) -> Event:
    """Ask the office to get on with a case; it stands first on its desk until somebody there does something.

    Args:
        pk: The case.
        actor: The head of the centre, or the supervising authority.
        data: ``text``: what is to be done, and until when.

    Raises:
        Refused: The words are missing, or role or status do not allow it.
    """
    text = str(data.get("text") or "").strip()
    if not text:
        raise Refused({"text": [_("Write what is to be done, and until when.")]})
    return moving.note(pk, NAME, actor, text=text)


def can_supervise(actor: Actor, case: ServiceRequest) -> bool:  # noqa: ARG001 - signature of ``Action.when``
    """Tell whether there is anything left to do in the case."""
    return case.status in UNFINISHED


def unanswered(cases: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    """Return those of ``cases`` that were asked for and in which nothing has been done since."""
    later = Event.objects.filter(
        case=OuterRef("case"), sequence__gt=OuterRef("sequence"), role__in=ANSWERERS
    ).exclude(name__in=NO_ANSWER)
    asked = Event.objects.filter(case=OuterRef("pk"), name=NAME).filter(~Exists(later))
    return cases.filter(Exists(asked), status__in=UNFINISHED)
