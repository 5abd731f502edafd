"""What the search layer keeps in the database: writes the engine lacks, builds at work, missed questions."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onestop.search.pages.models import PageText
from onestop.search.wordlists.models import WordList

__all__ = ["IndexBuild", "PageText", "PendingWrite", "WordList", "ZeroResultQuery"]


class PendingWrite(models.Model):
    """An instance whose index document is to be written, or removed if the public may not read it any more.

    A row is made in the transaction of the change and removed when the engine has it. Rows are only ever
    added, never changed by ``schedule``, so that two transactions never wait for each other.
    """

    document = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    queued_at = models.DateTimeField(default=timezone.now)
    # Sent to the live index and kept for a build at work, which repeats it.
    sent = models.BooleanField(default=False)
    # The build that reads the row anyway, because it began after the change.
    covered_by = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["document", "sent", "-id"], name="search_pending")]

    def __str__(self) -> str:
        return f"{self.document} {self.object_id}"


class IndexBuild(models.Model):
    """A build at work: while the row stands and is fresh, writes are kept for the new index as well."""

    document = models.CharField(max_length=64, unique=True)
    index = models.CharField(max_length=100, blank=True)
    host = models.CharField(max_length=255)
    process = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.document} {self.index}"


class ZeroResultQuery(models.Model):
    """A question that found nothing, counted for editors. Holds no personal data; see ``zero_results``."""

    text = models.CharField(_("question"), max_length=100, unique=True)
    count = models.PositiveIntegerField(_("times asked"), default=1)
    last_seen = models.DateTimeField(_("last asked"), default=timezone.now)

    class Meta:
        verbose_name = _("question without result")
        verbose_name_plural = _("questions without result")
        ordering = ["-count", "-last_seen"]

    def __str__(self) -> str:
        return self.text
