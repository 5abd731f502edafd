"""What whoever serves sees of a case: the data the enterprise agreed to, and what came since (PIPL 23; 6.3).

Office, centre and authority see a case whole, as the enterprise does. An institution or an expert sees the
events from the one on by which it was handed over, and of the request what the consent to them names: an
expert to whom the enterprise has not agreed sees the question that the office has worded, and nothing else.
"""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from onestop.requests.enterprises import consents, looking
from onestop.requests.enterprises.models import ConsentRecord, Purpose
from onestop.requests.workflow import roles
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import STAFF, Role
from onestop.requests.workflow.models import Event, ServiceRequest

WHOLE = frozenset({*STAFF, Role.SUPERVISOR, Role.ENTERPRISE, Role.VISITOR})
"""Roles that see all of a case which they may read."""

HANDED_BY: dict[Role, str] = {Role.PROVIDER: "consent", Role.EXPERT: "ask_expert"}
"""The step by which a case comes to whoever serves it."""

NAME = ("enterprise_name", "credit_code")
OWN_WORDS = "description"
"""The field of a consent that stands for all that the enterprise has written."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How much of a case somebody sees.

    Attributes:
        fields: Names of ``consents.HANDED`` that were agreed to.
        events: The events that may be read, by whoever may read them at all.
    """

    fields: frozenset[str]
    events: Q


def seen(actor: Actor, case: ServiceRequest) -> Seen:
    """Return how much of ``case`` is shown to ``actor``, whose roles are those towards it."""
    if actor.roles & WHOLE:
        return Seen(frozenset(consents.HANDED), Q())
    role = next((each for each in HANDED_BY if each in actor.roles), None)
    handed = _handed_over(case, role) if role else None
    if role is None or handed is None:
        return Seen(frozenset(), Q(pk__in=[]))
    consent = looking.consent_for(actor, role, case)
    fields = frozenset(consent.fields if consent else ())
    events = Q(sequence__gte=handed.sequence)
    if OWN_WORDS not in fields:
        events &= ~Q(role__in=[Role.ENTERPRISE, Role.VISITOR])
    return Seen(fields, events)


def events_of(case: ServiceRequest, actor: Actor) -> "QuerySet[Event]":
    """Return the events of ``case`` that are not kept from ``actor``; the audience is the caller's."""
    rows: QuerySet[Event] = case.events.filter(seen(actor, case).events)
    return rows


def as_seen(case: ServiceRequest, actor: Actor) -> ServiceRequest:
    """Return ``case`` as it is shown to ``actor``: itself, or a copy without what was not handed over.

    The copy is for templates; it is never saved.
    """
    if actor.roles & WHOLE:
        return case
    fields = seen(actor, case).fields
    return case if fields >= set(consents.HANDED) else _without(case, fields, question_of(case))


def sees_names(user: Any) -> bool:
    """Tell whether every case that ``user`` may read is read with the name of its enterprise."""
    given = roles.roles_of(user)
    return Role.EXPERT not in given or bool(given & WHOLE)


def list_as_seen(user: Any, cases: Iterable[ServiceRequest]) -> list[ServiceRequest]:
    """Return the rows of a list as ``user`` sees them; only what an expert may read can be without a name."""
    rows = list(cases)
    if sees_names(user):
        return rows
    valid = ConsentRecord.objects.valid().filter(purpose=Purpose.HAND_OVER, case__in=[row.pk for row in rows])
    named: dict[int | None, frozenset[str]] = {
        each.case_id: frozenset(each.fields) for each in valid.filter(expert__user=user)
    }
    return [_without(row, named.get(row.pk, frozenset()), "") for row in rows]


def question_of(case: ServiceRequest) -> str:
    """Return what the office has asked the expert, in its words without names."""
    asked = _handed_over(case, Role.EXPERT)
    return asked.text if asked else ""


def _handed_over(case: ServiceRequest, role: Role) -> Event | None:
    """Return the last event by which ``case`` came to whoever serves it in ``role``."""
    return case.events.filter(name=HANDED_BY[role]).order_by("-sequence").first()


def _without(case: ServiceRequest, fields: frozenset[str], question: str) -> ServiceRequest:
    shown = copy.copy(case)
    if OWN_WORDS not in fields:
        shown.description, shown.details = question, {}
    if not set(NAME) & fields:
        shown.enterprise, shown.enterprise_name, shown.credit_code = None, _("an enterprise"), ""
        shown.region = None
    for name in looking.FIELDS:
        if name not in fields:
            setattr(shown, name, "")
    return shown
