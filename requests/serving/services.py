"""The steps of a service, from its beginning to its end: T11, T12, T15 and the entries between (6.2).

Escalations are in ``escalating``, answers of experts in ``answering``.
"""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.matching.doers import has_taken, open_match
from onestop.requests.matching.models import Match, Outcome
from onestop.requests.serving import fields, records
from onestop.requests.serving.kinds import StepKind, kind_of, kinds_for, known_of
from onestop.requests.serving.models import RecordKind, ServiceRecord
from onestop.requests.serving.results import attach_all, release_all
from onestop.requests.workflow import clock
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Resolution, Role
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused, locked, moment_of, move, note

Data = dict[str, Any]


def start(pk: int, actor: Actor, data: Data) -> ServiceRecord:
    """T11: begin the service and its record.

    Args:
        pk: The case.
        actor: Whoever serves.
        data: ``started_at`` (now when left out), ``late_reason``, ``kind`` of the record, ``text``.
    """
    begun = data.get("started_at") or timezone.now()
    late = str(data.get("late_reason") or "")
    _check_beginning(begun, late)
    match = open_match(ServiceRequest.objects.get(pk=pk))
    given = {"started_at": begun, "doer": match}
    with move(pk, "start", actor, given=given, happened_at=begun, late_reason=late) as step:
        match = _served_by(step.case, actor)
        record = open_for(step.case, match, begun, str(data.get("kind") or ""))
        step.text = str(data.get("text") or "")
        step.data |= {"record": record.pk, "match": match.pk, "doer": match.provider_id, "kind": record.kind}
    return record


def _check_beginning(begun: Any, late_reason: str) -> None:
    """Refuse a moment at which no service can have begun, beside the field that asks for it."""
    try:
        moment_of(begun, late_reason)
    except Refused as wrong:
        errors = dict(wrong.error_dict)
        if "happened_at" in errors:
            errors = {"started_at": errors["happened_at"]}
        raise Refused(errors) from wrong


def open_for(case: ServiceRequest, match: Match, begun: Any, kind: str = "") -> ServiceRecord:
    """Return a new record for whoever serves by ``match``."""
    fitting = kinds_for(case)
    chosen = RecordKind(kind) if kind in fitting else fitting[0]
    return ServiceRecord.objects.create(
        case=case,
        match=match,
        kind=chosen,
        fields=known_of(case, chosen),
        doer_kind=match.method,
        doer=match.provider,
        expert=match.expert,
        started_at=begun,
    )


def _served_by(case: ServiceRequest, actor: Actor) -> Match:
    """Return the match of a locked case by which ``actor`` acts.

    Raises:
        Refused: It serves no more, or never did.
    """
    match = open_match(case)
    if match is None or not has_taken(actor, match):
        raise Refused(_("You do not serve this request (any more)."))
    return match


def _record_of(case: ServiceRequest, actor: Actor) -> ServiceRecord:
    _served_by(case, actor)
    record = records.open_record(case)
    if record is None:
        raise Refused(_("There is no open service record."))
    return record


@transaction.atomic
def enter(pk: int, actor: Actor, data: Data) -> Event:
    """Side event ``entry``: write down what was done, when it was done (clause 6.2).

    Args:
        pk: The case.
        actor: Whoever serves.
        data: ``text``; ``happened_at`` (now when left out), ``late_reason``, ``place``, ``files``.
    """
    text = _words(data)
    case = locked(pk)
    record = _record_of(case, actor)
    late = str(data.get("late_reason") or "").strip()
    moment_of(data.get("happened_at"), late)  # before a file is kept, which no rollback would remove
    files = attach_all(case, data.get("files"), actor)
    extra = {"record": record.pk, "files": files}
    if data.get("place"):
        extra["place"] = str(data["place"])[:120]
    return note(
        pk,
        "entry",
        actor,
        text=text,
        data=extra,
        happened_at=data.get("happened_at"),
        late_reason=late,
    )


def _words(data: Data) -> str:
    text = str(data.get("text") or "").strip()
    if not text:
        raise Refused({"text": [_("Write what was done.")]})
    return text


@transaction.atomic
def take_step(pk: int, actor: Actor, data: Data) -> Event:
    """Side event ``step``: a step with its own data, such as one of custody (clauses 4.2.4.3, 4.2.6.1).

    Args:
        pk: The case.
        actor: Whoever serves.
        data: ``step``: its name; its fields under ``fields.PREFIX``; ``happened_at``, ``late_reason``,
            ``text``; ``elsewhere``: it is no part of this request, for the reason that ``text`` says.
    """
    case = locked(pk)
    record = _record_of(case, actor)
    kind = kind_of(record.kind).step(str(data.get("step") or ""))
    if kind is None:
        raise Refused({"step": [_("Choose the step.")]})
    done = records.steps_done(record)
    if kind.after and not set(kind.after) & set(done):
        before = kind_of(record.kind).step(kind.after[0])
        text = _("First comes: %(step)s.") % {"step": before.label if before else ""}
        raise Refused({"step": [text]})
    elsewhere = kind.may_be_elsewhere and bool(data.get("elsewhere"))
    remark = str(data.get("text") or "").strip()
    values, faults = _elsewhere(kind, data, remark) if elsewhere else _of_step(kind, data)
    happened_at = data.get("happened_at") or timezone.now()
    earlier = [done[name].happened_at for name in kind.after if name in done]
    if earlier and happened_at < min(earlier):
        faults["happened_at"] = [_("This lies before the step that comes first.")]
    if faults:
        raise Refused(faults)
    return note(
        pk,
        "step",
        actor,
        text=_in_words(kind, values, remark, elsewhere=elsewhere),
        data={
            "record": record.pk,
            "step": kind.name,
            "label": str(kind.label),
            "values": values,
            "elsewhere": elsewhere,
        },
        happened_at=happened_at,
        late_reason=str(data.get("late_reason") or "").strip(),
    )


def _of_step(kind: StepKind, data: Data) -> tuple[Data, dict[str, list[str]]]:
    """Return the values of a step and the faults in them, by key of the form."""
    values, faults = fields.collect(kind.fields, data)
    empty = _("Fill this in; this step needs it.")
    return values, faults | {field.key: [empty] for field in fields.missing(kind.fields, values)}


def _elsewhere(kind: StepKind, data: Data, remark: str) -> tuple[Data, dict[str, list[str]]]:
    """Return that a step of somebody else has no values, and the faults in what is said of it."""
    faults = {}
    if not remark:
        faults["text"] = [_("Say why it is no part of this request, or who did it.")]
    if any(data.get(field.key) for field in kind.fields):
        faults["elsewhere"] = [_("Leave the fields of this step empty, or take the tick away.")]
    return {}, faults


def _in_words(kind: StepKind, values: Data, remark: str, *, elsewhere: bool) -> str:
    """Return a step as the timeline tells it."""
    if elsewhere:
        return "{}（{}）\n{}".format(kind.label, _("no part of this request"), remark)
    parts = [
        f"{field.label}：{fields.shown(field, values[field.name])}"
        for field in kind.fields
        if values.get(field.name)
    ]
    line = f"{kind.label}（{'；'.join(parts)}）" if parts else str(kind.label)
    return "\n".join(part for part in (line, remark) if part)


@transaction.atomic
def fill_in(pk: int, actor: Actor, data: Data) -> Event:
    """Side event ``recorded``: fill in fields of the record; what stood there before stays in the event.

    Args:
        pk: The case.
        actor: Whoever serves.
        data: Values under ``fields.PREFIX`` and the field's name.
    """
    record = _record_of(locked(pk), actor)
    changes = _fill(record, data)
    if not changes:
        raise Refused(_("Nothing was changed."))
    return note(pk, "recorded", actor, data={"record": record.pk, "changes": changes})


def _fill(record: ServiceRecord, data: Data) -> dict[str, list[Any]]:
    """Put what a form gives into a record and return what changed: before and after, by name.

    Raises:
        Refused: with a message a field.
    """
    values, faults = fields.collect(kind_of(record.kind).fields, data)
    if faults:
        raise Refused(faults)
    before = record.fields
    changes = {name: [before.get(name), value] for name, value in values.items() if before.get(name) != value}
    record.fields = {**before, **values}
    record.save(update_fields=["fields"])
    return changes


@transaction.atomic
def correct(pk: int, actor: Actor, data: Data) -> Event:
    """Side event ``corrected``: put another wording beside an entry, which stays as it was (clause 6.2).

    Args:
        pk: The case.
        actor: Whoever wrote it, or somebody of the same side; the head of the centre.
        data: ``event``: the number of the entry in the case's history; ``text``: as it should
            read; ``reason``.
    """
    text, reason = _words(data), str(data.get("reason") or "").strip()
    if not reason:
        raise Refused({"reason": [_("Say why it is corrected.")]})
    case = locked(pk)
    original = case.events.filter(name__in=records.CORRECTABLE, sequence=data.get("event") or 0).first()
    if original is None:
        raise Refused({"event": [_("Choose the entry that is wrong.")]})
    if not may_correct(actor, original):
        raise Refused(
            {"event": [_("Whoever wrote it corrects it: somebody of the same office, or the head.")]}
        )
    kept = {"reason": reason, "record": original.data.get("record")}
    return note(pk, "corrected", actor, text=text, data=kept, corrects=original)


def may_correct(actor: Actor, event: Event) -> bool:
    """Tell whether ``actor`` may correct what ``event`` says: the author, the same place, or the head."""
    if Role.HEAD in actor.roles:
        return True
    if actor.user is not None and event.actor_id == actor.user.pk:
        return True
    return actor.office is not None and event.office_id == actor.office.pk


def wait_enterprise(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """T12a: wait for the enterprise; ``data`` holds the ``reason``."""
    return _pause(pk, "wait_enterprise", actor, data)


def wait_sample(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """T12b: wait for the sample; ``data`` holds the ``reason``."""
    return _pause(pk, "wait_sample", actor, data)


def _pause(pk: int, name: str, actor: Actor, data: Data) -> ServiceRequest:
    reason = str(data.get("reason") or "").strip()
    left = clock.pause_left(ServiceRequest.objects.get(pk=pk))
    with move(pk, name, actor, given={"reason": reason, "pause_left": left}, text=reason) as step:
        _served_by(step.case, actor)
        step.data["pause_left"] = left
    return step.case


def resume(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """T12c: go on; ``data`` may hold a ``text``."""
    with move(pk, "resume", actor, text=str(data.get("text") or "")) as step:
        if step.answer.role == Role.PROVIDER:
            _served_by(step.case, actor)
    return step.case


def complete(pk: int, actor: Actor, data: Data) -> ServiceRecord:
    """T15: end the service with its result; every field that the kind of record requires is there.

    Args:
        pk: The case.
        actor: Whoever serves.
        data: ``result``, ``solved`` (true or false), ``report_number``, ``charged``, ``charged_by``,
            ``amount``; fields of the record under ``fields.PREFIX``; ``files`` of the result.
    """
    result, solved = str(data.get("result") or "").strip(), data.get("solved")
    record = records.open_record(ServiceRequest.objects.get(pk=pk))
    given = {
        "result": result,
        "solved": solved is not None,
        "entries": record is None or records.entries(record).exists(),
    }
    with move(pk, "complete", actor, given=given, text=result) as step:
        match, record = _served_by(step.case, actor), _record_of(step.case, actor)
        _fill(record, data)
        _finish_record(record, data, result, solved=bool(solved))
        files = attach_all(step.case, data.get("files"), actor, is_result=True)
        release_all(step.case)
        match.outcome = Outcome.ENDED
        match.save(update_fields=["outcome"])
        step.case.resolution = Resolution.SOLVED if solved else Resolution.UNSOLVED
        step.case.completed_at = timezone.now()
        step.data |= {"record": record.pk, "solved": bool(solved), "files": files, "fields": record.fields}
    return record


def _finish_record(record: ServiceRecord, data: Data, result: str, *, solved: bool) -> None:
    """Close a record, if it is complete.

    Raises:
        Refused: with everything that is missing, a message a field.
    """
    kind = kind_of(record.kind)
    empty = _("Fill this in; the record is not complete without it.")
    faults = {field.key: [empty] for field in records.lacks(record)}
    if solved and (steps := records.steps_missing(record)):
        text = _(
            "Not noted yet: %(steps)s. Note each of these steps with its person and day, or say that it is "
            "not solved."
        )
        faults["solved"] = [text % {"steps": "、".join(str(step.label) for step in steps)}]
    number = str(data.get("report_number") or "").strip()
    if kind.has_report and solved and not number:
        faults["report_number"] = [_("Give the number of the report or certificate.")]
    charged, charged_by = bool(data.get("charged")), str(data.get("charged_by") or "").strip()
    amount = None if data.get("amount") in {None, ""} else Decimal(str(data["amount"]))
    if charged and not charged_by:
        faults["charged_by"] = [_("Say who charged the fee.")]
    if not charged and (charged_by or amount):
        faults["charged"] = [
            _("Tick it if a fee was charged; if not, leave who charged it and how much empty.")
        ]
    if faults:
        raise Refused(faults)
    record.result, record.report_number, record.solved = result, number[:80], solved
    record.charged, record.charged_by = charged, charged_by[:120]
    record.amount = amount if charged else None
    record.ended_at = timezone.now()
    record.save()


def end_unfinished(case: ServiceRequest, why: str) -> ServiceRecord | None:
    """Close the open record of a case that goes another way; it says so and counts as not solved."""
    record = records.open_record(case)
    if record is None:
        return None
    record.result, record.solved, record.ended_at = why, False, timezone.now()
    record.save()
    return record
