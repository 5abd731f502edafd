"""Times in which the clock of a case stands still, and longer limits that were asked for in time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Pause(models.Model):
    """From when to when a case waited, and for what. Written by ``moving`` alone."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.CASCADE, related_name="pauses")
    status = models.CharField(_("waiting as"), max_length=12)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("working days that did not count"), default=0)

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ("since", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="pause_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(until__isnull=True), name="one_pause_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.since:%Y-%m-%d}"


class Extension(models.Model):
    """More time for a stage, asked for before it was over and told to the enterprise."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.CASCADE, related_name="extensions")
    stage = models.CharField(_("stage"), max_length=16)
    days = models.PositiveSmallIntegerField(_("working days more"))
    reason = models.CharField(_("reason"), max_length=300)
    due_before = models.DateField(_("was due on"))
    due_after = models.DateField(_("is due on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ("asked_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["case", "stage", "due_before"], name="extension_once"),
            models.CheckConstraint(condition=Q(due_after__gt=F("due_before")), name="extension_is_longer"),
        ]

    def __str__(self) -> str:
        return f"{self.case} +{self.days}"
