"""Everything that belongs to a case, in plain values, as it is sealed: part by part (clauses 6.1, 6.2)."""

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.models import StaffMember
from onestop.requests.enterprises import companies
from onestop.requests.enterprises.models import Enterprise
from onestop.requests.evaluation.annex import annex_a
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.filing import details
from onestop.requests.serving import records
from onestop.requests.workflow.choices import Audience, Role
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.table import SIDE, TABLE

Row = dict[str, Any]
PARTIES, STAFF = Audience.PARTIES.value, Audience.STAFF.value
BY_STAFF = "by"
"""Key of the name of whoever of the staff did it; the enterprise reads role and office."""

TITLES: dict[str, str | Promise] = {
    "basic": _("Basic information"),
    "request": _("service request"),
    "complaint": _("complaint"),
    "training": _("Training"),
    "participants": _("Participants"),
    "matches": _("Matches"),
    "consents": _("Consents"),
    "records": _("Service records"),
    "answers": _("Answers of experts"),
    "events": _("What happened"),
    "messages": _("Messages"),
    "escalations": _("Escalations"),
    "gaps": _("Gaps of capability"),
    "evaluations": _("Evaluations"),
    "call_backs": _("Call-backs"),
    "rectifications": _("Rectifications"),
    "files": pgettext_lazy("archive", "Files"),
}
"""The parts in the order of the catalogue."""


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it: moments as local time, rows by their name."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | bool | list | dict):
        return "" if value is None else value
    return str(value)


def row_of(row: Model, *names: str, audience: str = PARTIES) -> Row:
    """Return fields of ``row``, those with choices in words."""
    found: Row = {"id": row.pk, "audience": audience}
    for name in names:
        shown = getattr(row, f"get_{name}_display", None)
        found[name] = plain(shown() if shown and getattr(row, name) is not None else getattr(row, name))
    return found


def gather(case: ServiceRequest) -> dict[str, list[Row]]:
    """Return the parts of ``case`` by kind, without contact data."""
    return {kind: part(case) for kind, part in PARTS.items()}


def gather_private(case: ServiceRequest) -> Row:
    """Return what names people: kept sealed, and removable while the rest stays.

    The salt keeps its hash from telling a telephone number to somebody who tries all of them.
    """
    return {
        "salt": secrets.token_hex(16),
        "contact": {"contact_name": case.contact_name, "phone": case.phone, "email": case.email},
        "call_backs": [{"id": c.pk, "person": c.person, "words": c.words} for c in case.call_backs.all()],
        "evaluations": [{"id": e.pk, "signed_by": e.signed_by} for e in case.evaluations.all()],
    }


def label_of(name: str) -> str:
    """Return what an event is called."""
    row = TABLE.rows.get(name) or SIDE.get(name)
    return str(row.label) if row else name


def basic(enterprise: Enterprise) -> list[Row]:
    """Return the basic information of an enterprise, as it is now and as it was."""
    now = {"id": enterprise.pk, "audience": PARTIES, **companies.values_of(enterprise)}
    before = [
        {"id": version.pk, "audience": PARTIES, "at": plain(version.at), **version.values}
        for version in enterprise.versions.order_by("at", "pk")
    ]
    return [now, *before]


def _request(case: ServiceRequest) -> list[Row]:
    row = row_of(
        case,
        *("number", "channel", "enterprise_name", "credit_code", "region", "item_title", "clause"),
        *("description", "details", "wanted_by", "office", "office_reason", "filed_at", "resolution"),
        *("visibility", "notice_version", "submitted_at", "accepted_at", "completed_at", "promised_on"),
        *("is_important", "important_reason", "is_sample"),
    )
    asked = [[str(label), plain(value)] for label, value in details.shown(case)]
    return [row | {"parent": case.parent.number if case.parent else "", "fields": asked}]


def _event(event: Event, names: dict[int, str]) -> Row:
    row = row_of(event, "sequence", "role", "office", "happened_at", "recorded_at", "late_reason", "text")
    who = names.get(event.actor_id or 0, "") if event.role not in _OWN else ""
    return row | {
        "audience": event.audience,
        "name": event.name,
        "what": label_of(event.name),
        "source": event.source,
        "target": event.target,
        "data": event.data,
        "corrects": event.corrects.sequence if event.corrects else "",
        "hash": event.hash,
        BY_STAFF: who,
    }


_OWN = {Role.ENTERPRISE, Role.VISITOR, Role.SYSTEM}


def _events(case: ServiceRequest, *, messages: bool) -> list[Row]:
    rows = case.events.select_related("office", "corrects").order_by("sequence")
    rows = rows.filter(name="message") if messages else rows.exclude(name="message")
    actors = {event.actor_id for event in rows if event.actor_id}
    posts = StaffMember.objects.filter(user__in=actors).order_by("starts_on")
    names = dict(posts.values_list("user", "name"))
    return [_event(event, names) for event in rows]


def _records(case: ServiceRequest) -> list[Row]:
    names = (
        *("kind", "doer_kind", "doer", "expert", "started_at", "ended_at", "result", "report_number"),
        *("solved", "charged", "charged_by", "amount"),
    )
    found = []
    for record in case.records.select_related("doer", "expert"):
        shown = [[label, plain(value)] for label, value in records.shown(record)]
        entries = [event.sequence for event in records.entries(record)]
        found.append(row_of(record, *names) | {"fields": shown, "entries": entries})
    return found


def _all(related: str, *names: str, audience: str = PARTIES) -> Callable[[ServiceRequest], list[Row]]:
    """Return a function that gives ``names`` of every row that hangs on a case as ``related``."""

    def rows(case: ServiceRequest) -> list[Row]:
        return [row_of(row, *names, audience=audience) for row in getattr(case, related).order_by("pk")]

    return rows


def _evaluations(case: ServiceRequest) -> list[Row]:
    names = (
        *("form", "version", "doer", "q1", "q2", "q3", "q4", "q5", "words", "enterprise_name"),
        *("filled_on", "channel", "signature", "given_at", "is_valid", "invalid_reason"),
    )
    given = case.evaluations.filter(is_pending=False).select_related("drawing", "scan").order_by("pk")
    return [row_of(row, *names) | {"fields": _answers(row), "signed": _signed(row)} for row in given]


def _signed(row: Evaluation) -> str:
    """Return the hash of the file that bears the signature: it is among the files of the case."""
    file = row.drawing or row.scan
    return file.digest if file else ""


def _answers(row: Evaluation) -> list[list[str]]:
    """Return the questions of annex A as they were asked, with the answers; then the further ones."""
    annex = annex_a()
    questions = annex.forms[row.form].questions
    given = [str(getattr(row, f"get_{name}_display")()) for name in row.LEVELS]
    given.append(annex.answers[0] if row.q5 else annex.answers[1])
    return [list(pair) for pair in (*zip(questions, given, strict=True), *row.further)]


def _files(case: ServiceRequest) -> list[Row]:
    return [
        row_of(file, "kind", "name", "mime", "size", "at", audience=PARTIES if file.for_enterprise else STAFF)
        | {"sha256": file.digest}
        for file in case.attachments.order_by("pk")
    ]


PARTS: dict[str, Callable[[ServiceRequest], list[Row]]] = {
    "basic": lambda case: basic(case.enterprise) if case.enterprise else [],
    "request": _request,
    "matches": _all(
        "matches",
        *("method", "provider", "expert", "outcome", "reason", "return_reason"),
        *("check_result", "proposed_at", "asked_at", "answered_at"),
    ),
    "consents": _all("consents", "purpose", "receiver_name", "fields", "version", "given_at", "withdrawn_at"),
    "records": _records,
    "answers": _all("answers", "expert", "text", "way", "at", "may_publish"),
    "events": lambda case: _events(case, messages=False),
    "messages": lambda case: _events(case, messages=True),
    "escalations": _all(
        "escalations",
        *("source", "by_rule", "reason", "noticed_on", "due_on", "at", "is_late", "decision", "decided_at"),
        audience=STAFF,
    ),
    "gaps": _all("gaps", "clause", "wanted", "standard_number", "at", audience=STAFF),
    "evaluations": _evaluations,
    "call_backs": _all(
        "call_backs", "why", "due_on", "outcome", "method", "effect", "content", "done_at", audience=STAFF
    ),
    "rectifications": _all(
        "rectifications",
        *("opened_for", "office", "opened_at", "answer_due_on", "due_on", "cause", "measure"),
        *("answered_at", "result", "closed_at"),
        audience=STAFF,
    ),
    "files": _files,
}
"""How each part is gathered."""
