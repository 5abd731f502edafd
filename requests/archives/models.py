"""The quality archive of an enterprise (企业质量档案) and its sealed items (clause 6.1)."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.requests.enterprises.models import Enterprise
from onestop.requests.supervision.models import Complaint
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest

READERS = frozenset({Role.STATION, Role.AGENT, Role.HEAD, Role.SUPERVISOR})
"""Staff that read archives (matrix 5.3): a station those of its own requests, the others all."""


class Retention(models.TextChoices):
    """How long an item is kept (保管期限): the three periods of Chinese archives."""

    TEN = "10", _("10 years")
    THIRTY = "30", _("30 years")
    PERMANENT = "permanent", _("permanent")

    @property
    def years(self) -> int | None:
        """Return the number of years, none for ever."""
        return None if self is Retention.PERMANENT else int(self.value)

    def until(self, sealed_on: dt.date) -> dt.date | None:
        """Return the last day of the period, which begins with the year after the one of sealing."""
        return dt.date(sealed_on.year + self.years, 12, 31) if self.years else None


class Secrecy(models.TextChoices):
    """How an archive is protected (密级)."""

    INTERNAL = "internal", _("internal")
    SENSITIVE = "sensitive", _("sensitive: business secrets")


class ItemKind(models.TextChoices):
    """What was sealed."""

    CASE = "case", _("service request")
    COMPLAINT = "complaint", _("complaint")
    TRAINING = "training", _("Training")


class ArchiveQuerySet(models.QuerySet["EnterpriseArchive"]):
    """Questions to the archives; row rights fail closed."""

    def standing(self) -> Self:
        """Return those of enterprises that were not merged into another."""
        return self.filter(enterprise__merged_into__isnull=True)

    def for_user(self, user: Any) -> Self:
        """Return those that somebody of the staff may open."""
        given = roles.roles_of(user)
        if not given & READERS:
            return self.none()
        if roles.sees_all_cases(user):
            return self.standing()
        own = ArchiveItem.objects.for_user(user).values("archive__enterprise")
        merged = ArchiveItem.objects.for_user(user).values("archive__enterprise__merged_into")
        return self.standing().filter(Q(enterprise__in=own) | Q(enterprise__in=merged))


class EnterpriseArchive(models.Model):
    """The archive of one enterprise. ``length`` and ``head`` end the chain of its items, as those of a case.

    When two records of an enterprise are merged, the archive of the one that goes stays as it was sealed;
    the standing enterprise's archive shows its items, too.
    """

    enterprise = models.OneToOneField(
        Enterprise, verbose_name=_("enterprise"), on_delete=models.PROTECT, related_name="archive"
    )
    retention = models.CharField(
        _("kept for"), max_length=9, choices=Retention.choices, default=Retention.TEN
    )
    secrecy = models.CharField(
        pgettext_lazy("archive", "protection"),
        max_length=9,
        choices=Secrecy.choices,
        default=Secrecy.INTERNAL,
    )
    opened_at = models.DateTimeField(_("begun at"), default=timezone.now, editable=False)
    length = models.PositiveIntegerField(_("sealed items"), default=0, editable=False)
    head = models.CharField(max_length=64, blank=True, editable=False)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("quality archive")
        verbose_name_plural = _("quality archives")
        ordering = ("enterprise__name", "pk")

    def __str__(self) -> str:
        return str(self.enterprise)

    def longest(self) -> Retention:
        """Return how long the cover says that the archive is kept: as long as what in it is kept longest."""
        held = {self.retention, *self.items.filter(purged_at=None).values_list("retention", flat=True)}
        return [each for each in Retention if each in held][-1]


class ItemQuerySet(models.QuerySet["ArchiveItem"]):
    """Questions to the sealed items."""

    def of(self, enterprise: Enterprise) -> Self:
        """Return the items of an enterprise, with those of the records that were merged into it."""
        merged = Q(archive__enterprise=enterprise) | Q(archive__enterprise__merged_into=enterprise)
        return self.filter(merged)

    def for_user(self, user: Any) -> Self:
        """Return those that the staff's ``user`` may read: a station those of its own requests.

        A complaint is read by whoever may read it in its register, nobody who is complained about.
        """
        if not roles.roles_of(user) & READERS:
            return self.none()
        if not roles.sees_all_cases(user):
            return self.of_cases(user)
        complaints = Complaint.objects.for_user(user).values("pk")
        return self.filter(~Q(kind=ItemKind.COMPLAINT) | Q(complaint__in=complaints))

    def of_cases(self, user: Any) -> Self:
        """Return those whose case ``user`` may read, by whatever way."""
        return self.filter(case__in=ServiceRequest.objects.for_user(user).values("pk"))

    def of_member(self, user: Any, *, proved: bool) -> Self:
        """Return those that somebody of the enterprise reads.

        Args:
            user: Who.
            proved: The licence was compared: then the trainings of colleagues are the enterprise's own, too.
        """
        cases = ServiceRequest.objects.for_user(user).values("pk")
        own = Q(case__in=cases) | Q(complaint__case__in=cases)
        return self.filter(own | Q(kind=ItemKind.TRAINING) if proved else own)

    def kept(self) -> Self:
        """Return those whose content is still there."""
        return self.filter(purged_at__isnull=True)

    def removed_of(self, enterprise: Enterprise) -> Self:
        """Return the places of what was removed, as an enterprise whose licence was compared reads them.

        With the case went whoever filed it. A complaint is left out: it was read by whoever made it.
        """
        rows = self.of(enterprise).exclude(kind=ItemKind.COMPLAINT)
        return rows.filter(purged_at__isnull=False).order_by("-purged_at", "-pk")

    def due(self, today: dt.date | None = None) -> Self:
        """Return those whose period has ended before today."""
        return self.kept().filter(retain_until__lt=today or timezone.localdate())


class ArchiveItem(models.Model):
    """One sealed case, complaint or training: what belongs to it as it stood, chained to the item before.

    ``content`` holds no contact data. Those are in ``private_sealed``, which may be removed while the rest is
    kept: the seal covers the hash of both and not the texts. The same lets a purged item keep its place.
    """

    archive = models.ForeignKey(EnterpriseArchive, on_delete=models.PROTECT, related_name="items")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=ItemKind.choices, default=ItemKind.CASE)
    case = models.OneToOneField(
        ServiceRequest, on_delete=models.SET_NULL, null=True, blank=True, related_name="archive_item"
    )
    complaint = models.OneToOneField(
        Complaint, on_delete=models.PROTECT, null=True, blank=True, related_name="archive_item"
    )
    event = models.ForeignKey(
        "home.TrainingEventPage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    number = models.CharField(_("number"), max_length=32)
    title = models.CharField(_("title of the item"), max_length=255, blank=True)
    sealed_at = models.DateTimeField(_("sealed at"))
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retention = models.CharField(_("kept for"), max_length=9, choices=Retention.choices)
    retain_until = models.DateField(_("kept until"), null=True, blank=True, db_index=True)
    secrecy = models.CharField(pgettext_lazy("archive", "protection"), max_length=9, choices=Secrecy.choices)
    catalogue = models.JSONField(default=list)
    content = models.JSONField(default=dict)
    content_digest = models.CharField(max_length=64)
    private_sealed = models.TextField(blank=True)
    private_digest = models.CharField(max_length=64)
    chain_length = models.PositiveIntegerField(default=0)
    chain_head = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    purged_at = models.DateTimeField(_("content removed at"), null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed item")
        verbose_name_plural = _("sealed items")
        ordering = ("archive", "sequence")
        constraints = [
            models.UniqueConstraint(fields=["archive", "sequence"], name="archive_item_sequence_once"),
            models.UniqueConstraint(fields=["archive", "event"], name="archive_holds_a_training_once"),
        ]

    def __str__(self) -> str:
        return self.number

    def sealed(self) -> dict[str, Any]:
        """Return what the seal covers, in plain values."""
        return {
            "archive": self.archive_id,
            "sequence": self.sequence,
            "kind": self.kind,
            "number": self.number,
            "title": self.title,
            "sealed_at": self.sealed_at.astimezone(timezone.get_default_timezone()).isoformat(),
            "sealed_by": self.sealed_by_id,
            "retention": self.retention,
            "retain_until": self.retain_until.isoformat() if self.retain_until else "",
            "secrecy": self.secrecy,
            "catalogue": self.catalogue,
            "content": self.content_digest,
            "private": self.private_digest,
            "chain": [self.chain_length, self.chain_head],
            "previous": self.previous,
        }
