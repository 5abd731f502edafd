"""Files of a service: with its entries, and results, which the enterprise reads once released (4.2.5.1)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onestop.requests.filing.attachments import attach
from onestop.requests.filing.models import Attachment, AttachmentKind
from onestop.requests.matching.doers import serves
from onestop.requests.serving.models import ServiceRecord
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused, locked, note

Data = dict[str, Any]


def attach_all(case: ServiceRequest, uploads: Any, actor: Actor, *, is_result: bool = False) -> list[int]:
    """Keep files with a case and return their ids; results are not for the enterprise yet.

    Raises:
        Refused: One of them cannot be taken.
    """
    kind = AttachmentKind.RESULT if is_result else AttachmentKind.ENTRY
    try:
        kept = [
            attach(case, upload, kind, actor.user, for_enterprise=not is_result) for upload in uploads or ()
        ]
    except ValidationError as error:
        raise Refused({"files": error.messages}) from error
    return [each.pk for each in kept]


def unreleased(case: ServiceRequest) -> "QuerySet[Attachment]":
    """Return the results that the enterprise cannot read yet."""
    return case.attachments.filter(kind=AttachmentKind.RESULT, for_enterprise=False)


def release_all(case: ServiceRequest) -> int:
    """Let the enterprise read every result; return how many that were new."""
    return unreleased(case).update(for_enterprise=True)


@transaction.atomic
def add_result(pk: int, actor: Actor, data: Data) -> Event:
    """Side event ``result``: add a report or another result.

    Args:
        pk: The case.
        actor: Whoever serves.
        data: ``files``; ``text``: what it is; ``release``: the enterprise may read it at once.
    """
    case = locked(pk)
    if not serves(actor, case):
        raise Refused(_("You do not serve this request (any more)."))
    if not data.get("files"):
        raise Refused({"files": [_("Choose a file.")]})
    files = attach_all(case, data["files"], actor, is_result=True)
    record = ServiceRecord.objects.filter(case=case, ended_at__isnull=True).first()
    kept = {"files": files, "record": record.pk if record else None, "released": bool(data.get("release"))}
    event = note(pk, "result", actor, text=str(data.get("text") or "").strip(), data=kept)
    if data.get("release"):
        Attachment.objects.filter(pk__in=files).update(for_enterprise=True)
    return event


@transaction.atomic
def release(pk: int, actor: Actor, _data: Data) -> Event:
    """Side event ``released``: let the enterprise read every result of the case."""
    case = locked(pk)
    files = list(unreleased(case).values_list("pk", flat=True))
    if not files:
        raise Refused(_("There is no result that the enterprise cannot read."))
    release_all(case)
    text = ngettext("%(n)s file", "%(n)s files", len(files)) % {"n": len(files)}
    return note(pk, "released", actor, text=text, data={"files": files})
