"""Taking a file into a case: size, content, name, virus scanner; then a random place (4.3.2.1)."""

import hashlib
import re
import unicodedata
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from onestop.requests.filing import scanning
from onestop.requests.filing.models import Attachment, AttachmentKind
from onestop.requests.filing.sniffing import EXTENSIONS, Sort, sniff
from onestop.requests.workflow.models import ServiceRequest

LONGEST_NAME = 120
MOST = 20
"""Files of one kind that a case takes."""

INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')


def attach(
    case: ServiceRequest,
    upload: UploadedFile,
    kind: str = AttachmentKind.NEED,
    by: Any = None,
    *,
    for_enterprise: bool = True,
    for_provider: bool = True,
) -> Attachment:
    """Keep ``upload`` with ``case``; the caller has asked ``permissions`` and writes the event.

    Args:
        case: Whose.
        upload: As Django gives it.
        kind: What it is to the case.
        by: The account, if any.
        for_enterprise: The enterprise may read it.
        for_provider: Whoever serves may read it.

    Raises:
        ValidationError: in plain words, what is the matter with it and what to do.
    """
    content, name, sort = examine(upload)
    if case.attachments.filter(kind=kind).count() >= MOST:
        message = _("There are %(n)s files already. Put pages into one PDF, or bring them to the window.")
        raise ValidationError(message % {"n": MOST}, code="too_many")
    digest = hashlib.sha256(content).hexdigest()
    same = case.attachments.filter(kind=kind, digest=digest, name=name).first()
    if same is not None:  # the same press sent again
        return same
    attachment = Attachment(
        case=case,
        kind=kind,
        name=name,
        mime=sort.mime,
        size=len(content),
        digest=digest,
        by=by,
        for_enterprise=for_enterprise,
        for_provider=for_provider,
    )
    attachment.file.save(name, ContentFile(content), save=False)
    try:
        attachment.save()
    except BaseException:
        attachment.remove_file()
        raise
    return attachment


def examine(upload: UploadedFile) -> tuple[bytes, str, Sort]:
    """Return content, tidy name and sort of ``upload``, for forms that keep it later.

    Raises:
        ValidationError: in plain words.
    """
    name = tidy_name(upload.name or "")
    size = upload.size or 0
    if not size:
        raise ValidationError(_("“%(name)s” is empty. Choose the file again."), "empty", {"name": name})
    if size > settings.ATTACHMENT_BYTES:
        message = _("“%(name)s” has %(size)s; at most %(most)s is possible. Make it smaller, or bring it.")
        words = {
            "name": name,
            "size": filesizeformat(size),
            "most": filesizeformat(settings.ATTACHMENT_BYTES),
        }
        raise ValidationError(message, "too_large", words)
    extension = name.rpartition(".")[2].casefold() if "." in name else ""
    if extension not in EXTENSIONS:
        message = _("“%(name)s” cannot be taken. Send a photo, a PDF, or a file of Word or Excel.")
        raise ValidationError(message, "sort", {"name": name})
    upload.seek(0)
    content = upload.read()
    sort = sniff(content)
    if sort is None or extension not in sort.extensions:
        message = _("“%(name)s” is not what its name says. Open it, save it anew as PDF and send that.")
        raise ValidationError(message, "disguised", {"name": name})
    scanning.check(content)
    return content, name, sort


def tidy_name(name: str) -> str:
    """Return a name as it may be shown and saved: no way, nothing invisible, not too long.

    Marks that turn the direction of writing would show ``gpj.exe`` as ``exe.jpg``; they are invisible, too.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in INVISIBLE)
    plain = FORBIDDEN.sub("_", seen).strip(" .")
    stem, dot, extension = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME] or _("file")
    return f"{stem[: LONGEST_NAME - len(extension) - 1].strip() or _('file')}.{extension}"
