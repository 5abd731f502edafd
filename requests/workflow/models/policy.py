"""Time limits as an editable, versioned policy (process 3.4: the standard names no number)."""

import datetime as dt
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from onestop.requests.workflow.choices import Stage


class PolicyQuerySet(models.QuerySet["SLAPolicy"]):
    """Questions to the policies."""

    def in_force(self, on: dt.date | None = None) -> Self:
        """Return those that have begun on a day (today when left out), the newest first."""
        return self.filter(valid_from__lte=on or timezone.localdate()).order_by("-valid_from", "-pk")


class SLAPolicy(ClusterableModel):
    """A version of the time limits. A case keeps the version that was in force when it was filed."""

    name = models.CharField(_("name"), max_length=60)
    valid_from = models.DateField(_("in force from"), unique=True)
    note = models.CharField(_("what changed"), max_length=200, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy of time limits")
        verbose_name_plural = _("policies of time limits")
        ordering = ("-valid_from",)

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from:%Y-%m-%d})"


class TimeLimit(models.Model):
    """How long a stage may take, in working days (calendar days where ``calendar_days``)."""

    policy = ParentalKey(SLAPolicy, on_delete=models.CASCADE, related_name="limits")
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices)
    days = models.PositiveSmallIntegerField(_("days"), validators=[MinValueValidator(1)])
    calendar_days = models.BooleanField(_("calendar days, not working days"), default=False)
    owner = models.CharField(_("who keeps it"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "stage"],
                name="time_limit_once",
                violation_error_message=_("This stage already has a limit."),
            ),
            models.CheckConstraint(condition=Q(days__gte=1), name="time_limit_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.days}"
