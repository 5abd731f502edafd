"""Files that belong to a case, which have no public address; wrong tries to follow a case."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from onestop.requests.workflow.models import ServiceRequest  # noqa: F401 - named in the field


def private() -> Storage:
    """Return the storage that no address leads to."""
    return storages["private"]


def place(_instance: "Attachment", _name: str) -> str:
    """Return where a file is kept: a random name that tells nothing about it."""
    return f"cases/{timezone.localdate():%Y/%m}/{uuid.uuid4().hex}"


class AttachmentKind(models.TextChoices):
    """What a file is to its case."""

    NEED = "need", _("With the request")
    ENTRY = "entry", _("With an entry of the service record")
    RESULT = "result", _("Result or report")
    MESSAGE = "message", _("With a message")
    PAPER = "paper", _("Scan of a paper form")
    SIGNATURE = "signed", _("Signature drawn on screen")


class Attachment(models.Model):
    """A file of a case, checked by its content, handed out after the permission check only."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=7, choices=AttachmentKind.choices, default=AttachmentKind.NEED)
    file = models.FileField(storage=private, upload_to=place, max_length=200)
    name = models.CharField(_("name of the file"), max_length=150)
    mime = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    for_enterprise = models.BooleanField(_("the enterprise may read it"), default=True)
    for_provider = models.BooleanField(_("whoever serves may read it"), default=True)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)

    class Meta:
        verbose_name = _("file of a request")
        verbose_name_plural = _("files of requests")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.name

    def remove_file(self) -> None:
        """Remove the file itself; the row is the caller's."""
        self.file.storage.delete(self.file.name or "")

    def erase(self) -> None:
        """Remove the file after the transaction; name and hash stay, so that what was sealed holds."""
        self.erased_at = timezone.now()
        self.save(update_fields=["erased_at"])
        transaction.on_commit(self.remove_file)


class WrongTryQuerySet(models.QuerySet["WrongTry"]):
    """Questions to the wrong tries."""

    def since(self, span: dt.timedelta) -> Self:
        """Return those of the last time span."""
        return self.filter(at__gte=timezone.now() - span)


class WrongTry(models.Model):
    """Somebody gave a wrong number or tail of a telephone; neither can be read from it (clause 4.3.2.1)."""

    number_print = models.CharField(max_length=64)
    client_print = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    objects = WrongTryQuerySet.as_manager()

    class Meta:
        ordering = ("-at",)
        indexes = [
            models.Index(fields=["number_print", "at"], name="wrong_try_by_number"),
            models.Index(fields=["client_print", "at"], name="wrong_try_by_client"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
