"""Messages both ways between enterprise, office and whoever serves, and what was read (clause 4.3.4.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.filing import attachments
from onestop.requests.filing.models import AttachmentKind
from onestop.requests.following.models import Reading
from onestop.requests.following.models.reading import Side
from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import STAFF, Role
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused

NAME = "message"
LONGEST = 2000
MOST_FILES = 5
SIDES: dict[str, Side] = {
    Role.VISITOR: Side.ENTERPRISE,
    Role.ENTERPRISE: Side.ENTERPRISE,
    Role.PROVIDER: Side.DOER,
    Role.EXPERT: Side.DOER,
    Role.SUPERVISOR: Side.OFFICE,
    **dict.fromkeys(STAFF, Side.OFFICE),
}


@transaction.atomic
def send(pk: int, actor: Actor, data: Mapping[str, Any]) -> Event:
    """Write a message into the case; the other sides are told (``notices``).

    Args:
        pk: The case.
        actor: Anybody who takes part in it.
        data: ``text``; ``files``: uploads; ``once``: what tells a second press from a second message.

    Raises:
        Refused: There is nothing in it, or role or status do not allow it.
        ValidationError: A file cannot be taken; the message says why.
    """
    text = str(data.get("text") or "").strip()
    uploads: list[UploadedFile] = list(data.get("files") or [])
    if not text and not uploads:
        raise Refused({"text": [_("Write something, or add a file.")]})
    if len(text) > LONGEST:
        raise Refused({"text": [_("At most %(n)s characters fit into one message.") % {"n": LONGEST}]})
    if len(uploads) > MOST_FILES:
        raise Refused({"files": [_("At most %(n)s files fit into one message.") % {"n": MOST_FILES}]})
    case = moving.locked(pk)
    once = str(data.get("once") or "")
    if once and (before := case.events.filter(name=NAME, data__once=once).first()):
        return before
    moving.refuse(moving.may(actor, NAME, case))
    files = [_attach(case, each, actor) for each in uploads]
    return moving.note(pk, NAME, actor, text=text, data={"files": files, **({"once": once} if once else {})})


def _attach(case: ServiceRequest, upload: UploadedFile, actor: Actor) -> int:
    return attachments.attach(case, upload, AttachmentKind.MESSAGE, actor.user).pk


def side_of(actor: Actor) -> Side | None:
    """Return on which side ``actor`` stands, the nearest to the case first."""
    role = actor.role_for(tuple(Role(name) for name in SIDES))
    return SIDES[role] if role else None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as one side sees it.

    Attributes:
        event: Its event, with the office of whoever wrote it.
        is_own: The reader's side wrote it.
        is_read: The other sides have seen it (own ones), or the reader had (others').
        files: Its files that the reader may open.
    """

    event: Event
    is_own: bool
    is_read: bool
    files: tuple[Any, ...] = ()


def listed(
    case: ServiceRequest, side: Side | None, events: Iterable[Event], files: Iterable[Any]
) -> list[Message]:
    """Return the messages of a case, oldest first.

    Args:
        case: Which.
        side: Of the reader.
        events: Of the case, in order.
        files: Attachments of the case that the reader may open.
    """
    wanted = [event for event in events if event.name == NAME]
    if not wanted:
        return []
    read = {mark.side: mark.sequence for mark in case.readings.all()}
    by_pk = {file.pk: file for file in files}
    return [_message(event, side, read, by_pk) for event in wanted]


def _message(event: Event, side: Side | None, read: Mapping[str, int], by_pk: Mapping[int, Any]) -> Message:
    own = SIDES[event.role] == side
    seen = [number for other, number in read.items() if (other != side) == own]
    pks = event.data.get("files", [])
    return Message(
        event,
        own,
        any(number >= event.sequence for number in seen),
        tuple(by_pk[pk] for pk in pks if pk in by_pk),
    )


def seen(case: ServiceRequest, actor: Actor) -> None:
    """Note that the side of ``actor`` has read the messages of ``case`` up to now."""
    side = side_of(actor)
    last = case.events.filter(name=NAME).order_by("-sequence").values_list("sequence", flat=True).first()
    if side is None or not last:
        return
    if case.readings.filter(side=side, sequence__gte=last).exists():
        return
    Reading.objects.update_or_create(case=case, side=side, defaults={"sequence": last, "at": timezone.now()})
