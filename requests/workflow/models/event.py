"""What happened to a case: append-only, chained by hashes. Timeline, audit and notification are its views."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onestop.requests.workflow.choices import Audience, Role, Status


class Event(models.Model):
    """One thing that happened. The database itself refuses to change or delete it (migration 0002).

    Written by ``onestop.requests.workflow.events.record`` alone. ``hash`` covers every other column and the
    hash before it, so that a byte changed behind the platform's back is found (clause 6.2).
    """

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    name = models.CharField(max_length=24, db_index=True)
    source = models.CharField(max_length=12, blank=True, choices=Status.choices)
    target = models.CharField(max_length=12, blank=True, choices=Status.choices)
    role = models.CharField(max_length=10, choices=Role.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    office = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    happened_at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    late_reason = models.CharField(_("why it was recorded late"), max_length=200, blank=True)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.PARTIES)
    text = models.TextField(_("in words"), blank=True)
    data = models.JSONField(default=dict, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("event of a request")
        verbose_name_plural = _("events of requests")
        ordering = ("case", "sequence")
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="event_sequence_once"),
            models.CheckConstraint(
                condition=Q(happened_at__lte=models.F("recorded_at")), name="event_not_in_the_future"
            ),
        ]
        indexes = [
            models.Index(fields=["name", "recorded_at"], name="event_by_name"),
            models.Index(fields=["actor", "recorded_at"], name="event_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.sequence} {self.name}"

    @property
    def is_late(self) -> bool:
        """Tell whether it was written down later than it happened (补记)."""
        return bool(self.late_reason)

    def content(self) -> dict[str, Any]:
        """Return what the hash covers, in plain values."""
        return {
            "case": self.case_id,
            "sequence": self.sequence,
            "name": self.name,
            "source": self.source,
            "target": self.target,
            "role": self.role,
            "actor": self.actor_id,
            "office": self.office_id,
            "happened_at": self.happened_at.astimezone(timezone.get_default_timezone()).isoformat(),
            "recorded_at": self.recorded_at.astimezone(timezone.get_default_timezone()).isoformat(),
            "late_reason": self.late_reason,
            "audience": self.audience,
            "text": self.text,
            "data": self.data,
            "corrects": self.corrects_id,
            "previous": self.previous_hash,
        }


class Purge(models.Model):
    """That a record was removed by rule, when and why; only with it does the database let a case's go.

    It outlives the case, so it names it by number and keeps the last hash of its chain, nothing else.
    """

    case_pk = models.BigIntegerField(unique=True, null=True)
    number = models.CharField(max_length=32)
    last_hash = models.CharField(max_length=64)
    events = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("removal of a record")
        verbose_name_plural = _("removals of records")
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.number
