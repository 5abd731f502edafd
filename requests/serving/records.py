"""The open record of a case, its entries, and what it still lacks (clause 6.2)."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onestop.requests.serving import fields
from onestop.requests.serving.fields import Field
from onestop.requests.serving.kinds import WHOLE, StepKind, kind_of
from onestop.requests.serving.models import ServiceRecord
from onestop.requests.workflow.models import Event, ServiceRequest

FOLLOW_UP = ("follow_up_on", "effect_check_on")
"""Fields that say when somebody looks again."""

PROCESS = ("entry", "step")
"""Events that are entries of a record."""

CORRECTABLE = (*PROCESS, "recorded", "result", "complete", "answer")
"""Events that can be corrected by another one beside them."""


def open_record(case: ServiceRequest) -> ServiceRecord | None:
    """Return the record of the service that is under way, if any."""
    return ServiceRecord.objects.filter(case=case, ended_at__isnull=True).first()


def last_record(case: ServiceRequest) -> ServiceRecord | None:
    """Return the newest record of a case, if any."""
    return ServiceRecord.objects.filter(case=case).order_by("-started_at", "-pk").first()


def entries(record: ServiceRecord) -> "QuerySet[Event]":
    """Return the process entries of a record, in the order in which they happened."""
    rows = record.case.events.filter(name__in=PROCESS, data__record=record.pk)
    return rows.order_by("happened_at", "sequence")


def steps_done(record: ServiceRecord) -> dict[str, Event]:
    """Return the latest event of each step of a record, by the step's name."""
    return {event.data["step"]: event for event in entries(record) if event.name == "step"}


def lacks(record: ServiceRecord) -> list[Field]:
    """Return the required fields that are empty."""
    return fields.missing(kind_of(record.kind).fields, record.fields)


def steps_missing(record: ServiceRecord) -> list[StepKind]:
    """Return the steps that the clause of a record demands and nobody has noted yet (clause 4.2.6.1)."""
    if record.case.clause not in WHOLE:
        return []
    done = steps_done(record)
    if all(event.data.get("elsewhere") for event in done.values()):
        return list(kind_of(record.kind).steps)
    return [step for step in kind_of(record.kind).steps if step.name not in done]


def follow_up_on(case: ServiceRequest) -> dt.date | None:
    """Return the day on which the effect of the last service is to be looked at, if its record says so.

    Diagnosis and guidance ask for it (clauses 4.2.2.1, 4.2.5.3).
    """
    record = last_record(case)
    days = [record.fields.get(name) for name in FOLLOW_UP] if record else []
    return next((dt.date.fromisoformat(day) for day in days if day), None)


def shown(record: ServiceRecord) -> list[tuple[str, str]]:
    """Return the fields of a record as people read them, with what follows from them."""
    kind = kind_of(record.kind)
    rows = [(str(field.label), fields.shown(field, record.fields.get(field.name))) for field in kind.fields]
    return [*rows, *derived(record)]


def filled(record: ServiceRecord) -> list[tuple[str, str]]:
    """Return those of its fields that have been filled in, and what follows from them."""
    own = [each for each in kind_of(record.kind).fields if not fields.is_empty(record.fields.get(each.name))]
    return [
        *((str(each.label), fields.shown(each, record.fields[each.name])) for each in own),
        *derived(record),
    ]


def ended(case: ServiceRequest) -> list[tuple[ServiceRecord, list[tuple[str, str]]]]:
    """Return the records of ``case`` that have ended, the newest first, as its parties read them."""
    rows = ServiceRecord.objects.filter(case=case, ended_at__isnull=False).select_related("doer", "match")
    return [(row, [*filled(row), *fee(row)]) for row in rows.order_by("-started_at", "-pk")]


def derived(record: ServiceRecord) -> list[tuple[str, str]]:
    """Return what is computed from the fields, never typed in."""
    from onestop.requests.serving.deriving import DERIVED  # noqa: PLC0415 - it names the kinds

    values: dict[str, Any] = record.fields
    return [
        (str(label), text)
        for label, function in DERIVED.get(record.kind, ())
        if (text := function(values)) is not None
    ]


def fee(record: ServiceRecord) -> list[tuple[str, str]]:
    """Return whether a service that has ended cost something, how much, and who charged it.

    Of one that was cut short nobody has said it.
    """
    if record.ended_at is None or (record.match and record.match.return_reason):
        return []
    if not record.charged:
        return [(_("Fee charged"), _("none was charged"))]
    amount = [_("%(n)s yuan") % {"n": record.amount}] if record.amount is not None else []
    return [(_("Fee charged"), "，".join([*amount, _("charged by %(who)s") % {"who": record.charged_by}]))]
