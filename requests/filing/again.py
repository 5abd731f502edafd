"""Filing again what was closed before it was served: a new draft with everything that was typed (4.3.2.1)."""

import uuid

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from onestop.requests.enterprises import notices
from onestop.requests.filing import attachments, details
from onestop.requests.filing.drafts import create_draft
from onestop.requests.filing.models import AttachmentKind
from onestop.requests.filing.splitting import part_of
from onestop.requests.workflow import clock, moving
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Channel, Status
from onestop.requests.workflow.models import Event, ServiceRequest

CLOSED = frozenset({Status.WITHDRAWN, Status.REFUSED})
"""Statuses after which a request can be filed again; what was served is opened again instead (T20)."""


@transaction.atomic
def begin(case: ServiceRequest, actor: Actor) -> ServiceRequest:
    """Return a draft that holds what ``case`` held, linked to it; the same one until it is sent.

    Its further items became requests of their own, which go on: they are not asked for again.

    Args:
        case: One of the ``CLOSED``; the caller has asked whose it is.
        actor: Who files.
    """
    whose = actor.user.pk if actor.user else ""
    sent = ServiceRequest.objects.filed().filter(parent=case).count()
    draft = create_draft(
        actor,
        part_of(
            case,
            channel=Channel.COLUMN,
            filed_at=None,
            item=case.item,
            details={name: value for name, value in case.details.items() if name != details.ALSO},
            office=case.office,
            wanted_by=case.wanted_by if case.wanted_by and case.wanted_by >= clock.today() else None,
            notice_version=case.notice_version if case.notice_version == notices.current().version else "",
            submission=uuid.uuid5(case.submission, f"again.{whose}.{sent}"),
        ),
    )
    if not draft.attachments.exists():
        _copy_files(case, draft, actor)
    return draft


def missing_words(case: ServiceRequest) -> str:
    """Return what ``case`` was sent back for, in one line; empty if it never was."""
    back = case.events.filter(name="return").order_by("-sequence").first()
    return "；".join(back.data.get("gaps", [])) if back else ""


def is_again(case: ServiceRequest) -> bool:
    """Tell whether ``case`` was filed again after another had been closed."""
    return bool(case.parent and case.parent.status in CLOSED and case.channel == Channel.COLUMN)


def was_filed_again(case: ServiceRequest) -> bool:
    """Tell whether what ``case`` asked for is another request by now."""
    return case.events.filter(name="filed_again").exists()


def _copy_files(case: ServiceRequest, draft: ServiceRequest, actor: Actor) -> None:
    """Give the draft its own copies; a file that cannot be read or taken today has to be chosen again."""
    for file in case.attachments.filter(kind=AttachmentKind.NEED):
        try:
            with file.file.open("rb") as opened:
                upload = SimpleUploadedFile(file.name, opened.read(), file.mime)
            attachments.attach(draft, upload, by=actor.user)
        except (OSError, ValidationError):
            continue


def on_submit(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """Write onto the closed request as what it was filed again."""
    if case.parent is None or not is_again(case):
        return
    text = _("Filed again as %(number)s.") % {"number": case.number}
    moving.note(case.parent.pk, "filed_again", SYSTEM, text=text, data={"number": case.number})
