"""What happens to a request until somebody looks for who can serve it: T2 to T6, T21, and notes beside them.

Every function takes the key of the case, who acts and cleaned data, and raises ``moving.Refused`` with a
message a field when the table, the role or the data do not allow it.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.catalogue.organisations.models import Organisation, StaffMember
from onestop.requests.enterprises import consents, directory
from onestop.requests.enterprises.models import Purpose
from onestop.requests.filing import attachments, routing, splitting
from onestop.requests.filing.drafts import create_draft, discard, fill, save_draft
from onestop.requests.filing.models import AttachmentKind
from onestop.requests.matching.doers import place_of
from onestop.requests.workflow import clock, days, moving, numbering
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Resolution, Stage, Status, Visibility
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused, move

Data = Mapping[str, Any]
HAND_OVERS = 2
"""So often a request may change the office (process 3.4: no second hand-back)."""

CLOCK = ("stage", "stage_since", "stage_due_on")
"""What a limit is that runs, or waits to run on."""

PRIVATE_CLAUSES = ("4.2.8.2",)
"""Questions about inventions are never on the public board (clause 4.2.8.2)."""

__all__ = [
    "accept",
    "add_files",
    "assign",
    "complete_gaps",
    "create_draft",
    "discard",
    "hand_over",
    "reclassify",
    "save_draft",
    "send_back",
    "submit",
    "withdraw",
]


@transaction.atomic
def submit(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Submit a draft (T2): number, policy, enterprise and office; pressed twice it is submitted once.

    Args:
        pk: The draft.
        actor: Who; a holder, an account or staff.
        data: Further fields as of ``drafts.FIELDS``; ``text`` for the timeline.

    Returns:
        The request; one that was submitted before as it is.
    """
    before = moving.locked(pk)
    if before.status != Status.DRAFT and before.number:
        return before
    fill(before, data)
    needed = ("enterprise_name", "contact_name", "phone", "description", "notice_version")
    given = {name: str(getattr(before, name)).strip() for name in needed}
    with move(pk, "submit", actor, given=given, text=data.get("text", "")) as step:
        case = step.case
        fill(case, data)
        _describe(case)
        route = routing.choose(
            case.region, case.item, case.office, channel=case.channel, taken_at=case.filed_at
        )
        case.office, case.office_reason = route.office, route.reason
        case.policy = clock.current_policy()
        case.enterprise = case.enterprise or directory.enterprise_for(
            case.enterprise_name, case.credit_code, case.region, is_sample=case.is_sample
        )
        case.submitted_at = step.moment
        case.number = numbering.next_number(step.moment)
        step.data |= {"office": case.office_id, "office_reason": route.reason, "channel": case.channel}
    consents.give(Purpose.NOTICE, case=case, version=case.notice_version, user=actor.user)
    for item in splitting.further_items(case):
        part = create_draft(actor, splitting.part_of(case, item=item))
        submit(part.pk, actor, {})
    return case


def _describe(case: ServiceRequest) -> None:
    """Take from the item what the case keeps, even when the item is gone one day."""
    case.description = case.description.strip()
    if case.item is None:
        return
    case.item_title, case.clause = case.item.title, case.item.clause
    if case.clause in PRIVATE_CLAUSES:
        case.visibility = Visibility.PARTIES
    if case.item.important and not case.is_important:
        case.is_important, case.important_reason = True, _("Its service item is an important one.")


@transaction.atomic
def accept(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Accept (T3): says which item it is, in whose hands and until when.

    Args:
        pk: The case.
        actor: Staff.
        data: ``item`` where the enterprise named none or another fits; ``due``, ``handler``, ``text``.
    """
    before = moving.locked(pk)
    # After a hand-over the time that runs goes on: the new office does not get it anew (4.3.2.3).
    kept = before.stage_due_on if before.stage == Stage.MATCH else None
    office = before.office or actor.office
    item = data.get("item") or before.item
    due = data.get("due") or before.promised_on or promised(item, before)
    _check_promise(due, before.promised_on)
    given = {"office": office, "item": item, "due": due}
    with move(pk, "accept", actor, given=given, text=data.get("text", "")) as step:
        case = step.case
        step.data |= {"due": due, "item": item.title if item else ""}
        if item and case.item_id != item.pk:
            step.data["item_before"] = case.item_title
        case.office, case.item = office, item
        _describe(case)
        case.handler = data.get("handler") or own_post(actor, office)
        case.accepted_at, case.promised_on = step.moment, due
    if kept:
        case.stage_due_on = kept
        case.save(update_fields=["stage_due_on"])
    return case


def _check_promise(due: dt.date, before: dt.date | None) -> None:
    """Refuse a day that is over or too far away, or later than what another office has promised (4.3.2.3).

    Raises:
        Refused: It is.
    """
    if before and due > before:
        text = _("%(day)s was promised already. It is moved by an extension only, with a reason.")
        raise Refused({"due": [text % {"day": before.isoformat()}]})
    if not before:
        try:
            days.coming(due)
        except ValidationError as wrong:
            raise Refused({"due": wrong.messages}) from wrong


def promised(item: Any, case: ServiceRequest) -> dt.date:
    """Return until when a service is promised if it begins today: what the item says, else the policy."""
    days = item.promised_days if item else None
    return clock.add_working_days(clock.today(), days or clock.limit(Stage.SERVE, case.policy))


def own_post(actor: Actor, office: Organisation | None) -> StaffMember | None:
    """Return the post that ``actor`` has at ``office`` today, if any."""
    if actor.user is None or office is None:
        return None
    posts = StaffMember.objects.current().filter(user=actor.user, organisation=office)
    return posts.order_by("-starts_on", "-pk").first()


TOLD_ONCE = gettext_lazy("The enterprise was told once. Ask for the rest by message or telephone.")


def can_send_back(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether the enterprise may still be told what is missing: once (一次性告知)."""
    return not case.events.filter(name="return").exists()


def can_hand_over(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether a case may go to yet another office."""
    return case.hand_overs < HAND_OVERS


@transaction.atomic
def send_back(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Send back for completion (T4): everything that is missing, once (一次性告知). The clock stands still.

    The enterprise has a time of its own to send it (``Stage.GAPS``); what is left of the office's waits.

    Args:
        pk: The case.
        actor: Staff.
        data: ``gaps``: a list, or text with one a line.
    """
    gaps = data.get("gaps") or []
    lines = gaps.splitlines() if isinstance(gaps, str) else gaps
    asked = [line.strip() for line in lines if line.strip()]
    case = moving.locked(pk)
    if case.status == Status.SUBMITTED and not can_send_back(actor, case):
        raise Refused({"gaps": [TOLD_ONCE]})
    with move(pk, "return", actor, given={"gaps": asked}, text="\n".join(asked)) as step:
        step.data["gaps"] = asked
        step.data |= {name: getattr(step.case, name) for name in CLOCK}
    return step.case


@transaction.atomic
def complete_gaps(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Send what was missing (T4b): words are added to the need, files to the case.

    Args:
        pk: The case.
        actor: The enterprise, or staff for it.
        data: ``description``: the words; ``files``: uploads; one of both.
    """
    words = (data.get("description") or "").strip() or (_("See the files.") if data.get("files") else "")
    with move(pk, "complete_gaps", actor, given={"description": words}, text=words) as step:
        day = timezone.localdate(step.moment)
        title = _("Added on %(day)s") % {"day": day.isoformat()}
        step.case.description = f"{step.case.description}\n\n{title}\n{words}"
        step.data["files"] = _attach_all(step.case, data.get("files"), actor)
        _take_up_clock(step.case)
    return step.case


def _take_up_clock(case: ServiceRequest) -> None:
    """Let the limit run on that ran when it was sent back; ``moving`` adds the days that stood still."""
    back = case.events.filter(name="return").order_by("-sequence").first()
    kept = back.data if back else {}
    if not kept.get("stage_due_on"):
        clock.begin(case, Stage.ACCEPT, timezone.now())
        return
    case.stage, case.stage_due_on = kept["stage"], dt.date.fromisoformat(kept["stage_due_on"])
    case.stage_since = dt.datetime.fromisoformat(kept["stage_since"]) if kept.get("stage_since") else None


@transaction.atomic
def hand_over(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Hand over to another office (T6); the time that runs goes on, and history says who and why.

    Args:
        pk: The case.
        actor: Staff.
        data: ``office``: one that works today, another than now; ``reason``.
    """
    office: Any = data.get("office")
    reason = (data.get("reason") or "").strip()
    before = moving.locked(pk)
    if office is not None and office.pk == before.office_id:
        raise Refused({"office": [_("The request is there already.")]})
    if office is not None and all(each.pk != office.pk for each in routing.offices()):
        raise Refused({"office": [_("This office takes no requests today.")]})
    left = HAND_OVERS - before.hand_overs
    given = {"office": office, "reason": reason, "hand_overs_left": left > 0}
    with move(pk, "hand_over", actor, given=given) as step:
        case = step.case
        former = case.office
        step.data |= {"from": former.pk if former else None, "to": office.pk, "reason": reason}
        words = {"former": former or "—", "office": office, "reason": reason}
        step.text = _("From %(former)s to %(office)s: %(reason)s") % words
        case.office = office
        case.office_reason = _("Handed over: %(reason)s") % {"reason": reason[:150]}
        case.handler = None
        case.hand_overs += 1
    return step.case


@transaction.atomic
def withdraw(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Withdraw (T21); a reason is welcome, not asked for."""
    reason = (data.get("reason") or "").strip()
    with move(pk, "withdraw", actor, text=reason) as step:
        step.case.resolution = Resolution.WITHDRAWN
    return step.case


@transaction.atomic
def assign(pk: int, actor: Actor, data: Data) -> Event:
    """Put the case into the hands of one person of the office that has it.

    Args:
        pk: The case.
        actor: Staff.
        data: ``handler``: a post held today at that office.
    """
    handler: StaffMember | None = data.get("handler")
    case = moving.locked(pk)
    posts = StaffMember.objects.current().filter(organisation=place_of(case))
    if handler is None or not posts.filter(pk=handler.pk).exists():
        raise Refused({"handler": [_("Choose somebody who works today at the office that has the request.")]})
    event = moving.note(pk, "assigned", actor, data={"from": case.handler_id, "to": handler.pk})
    case.refresh_from_db()
    case.handler = handler
    case.save(update_fields=["handler", "updated_at"])
    return event


@transaction.atomic
def reclassify(pk: int, actor: Actor, data: Data) -> Event:
    """Assign the case to another item (clause 4.2.9); the former one stays in its history.

    Args:
        pk: The case.
        actor: Staff.
        data: ``item``: another than now; ``reason``.
    """
    item, reason = data.get("item"), (data.get("reason") or "").strip()
    case = moving.locked(pk)
    if item is None or item.pk == case.item_id:
        raise Refused({"item": [_("Choose another service item than now.")]})
    if not reason:
        raise Refused({"reason": [moving.WORDS["reason"]]})
    words = {"before": case.item_title or "—", "after": item.title, "reason": reason}
    event = moving.note(
        pk,
        "reclassified",
        actor,
        text=_("From “%(before)s” to “%(after)s”: %(reason)s") % words,
        data={"from": case.clause, "to": item.clause, "item_before": case.item_id, "item": item.pk},
    )
    case.refresh_from_db()
    case.item = item
    _describe(case)
    case.save()
    return event


@transaction.atomic
def add_files(pk: int, actor: Actor, data: Data) -> Event:
    """Add files to a case.

    Args:
        pk: The case.
        actor: A party or staff.
        data: ``files``: uploads.
    """
    uploads = data.get("files")
    if not uploads:
        raise Refused({"files": [_("Choose a file.")]})
    event = moving.note(pk, "attached", actor, data={"count": len(uploads)})
    _attach_all(event.case, uploads, actor)
    return event


def _attach_all(case: ServiceRequest, uploads: Any, actor: Actor) -> int:
    """Attach uploads and return how many; a faulty one stops all."""
    for upload in uploads or ():
        attachments.attach(case, upload, AttachmentKind.NEED, actor.user)
    return len(uploads or ())
