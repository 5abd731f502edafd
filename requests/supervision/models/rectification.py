"""What has to be put right, who does it and who has seen that it is done (clause 5.1)."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.requests.evaluation import rows
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles


class Cause(models.TextChoices):
    """Why a rectification was opened."""

    LOW = "low", _("Not satisfied")
    UNSOLVED = "unsolved", _("The problem is not solved")
    CHECK = "check", _("A check found something")
    COMPLAINT = "complaint", _("A complaint was right")


def _centre_closes() -> Exists:
    people = get_user_model().objects.filter(is_active=True, groups__name__in=roles.CENTRE)
    neither = people.exclude(pk=Coalesce(OuterRef("answered_by"), 0))
    return Exists(neither.exclude(pk=Coalesce(OuterRef("responsible__user"), 0)))


class RectificationQuerySet(models.QuerySet["Rectification"]):
    """Questions to the rectifications."""

    def open(self) -> Self:
        """Return those that nobody has seen finished."""
        return self.filter(closed_at__isnull=True)

    def unanswered(self) -> Self:
        """Return those of which nobody has said what was wrong and what is done."""
        return self.open().filter(answered_at__isnull=True)

    def answered(self) -> Self:
        """Return those of which somebody is to see that it is done."""
        return self.open().filter(answered_at__isnull=False)

    def to_verify(self, user: Any) -> Self:
        """Return those that ``user`` may close: whoever answered, or is responsible, does not."""
        return self.answered().exclude(answered_by=user).exclude(responsible__user=user)

    def with_centre(self) -> Self:
        """Say of each whether anybody at the centre may close it."""
        return self.annotate(centre_closes=_centre_closes())

    def of_authority(self) -> Self:
        """Return those that nobody at the centre may close: the authority has to."""
        return self.answered().filter(~_centre_closes())

    def overdue(self, day: dt.date | None = None) -> Self:
        """Return those that should have been answered or finished before a day (today when left out)."""
        on = day or timezone.localdate()
        unanswered = Q(answered_at__isnull=True, answer_due_on__lt=on)
        return self.open().filter(unanswered | Q(due_on__lt=on))

    def running(self) -> Self:
        """Return those that are open and in time."""
        return self.open().exclude(pk__in=self.overdue().values("pk"))

    def for_user(self, user: Any) -> Self:
        """Return those of the cases that ``user`` may read; an institution reads what it has to put right."""
        return self.filter(rows.theirs(user, "office"), case__in=ServiceRequest.objects.for_user(user))


class Rectification(models.Model):
    """纠错整改: cause, measure and verification by somebody who is not responsible."""

    case = models.ForeignKey(
        ServiceRequest,
        verbose_name=_("service request"),
        on_delete=models.PROTECT,
        related_name="rectifications",
    )
    evaluation = models.ForeignKey(
        "requests.Evaluation", on_delete=models.PROTECT, null=True, blank=True, related_name="rectifications"
    )
    opened_for = models.CharField(_("opened for"), max_length=9, choices=Cause.choices)
    office = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("who has to put it right"),
        on_delete=models.PROTECT,
        related_name="rectifications",
    )
    responsible = models.ForeignKey(
        "catalogue.StaffMember",
        verbose_name=_("responsible"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    answer_due_on = models.DateField(_("first answer until"))
    due_on = models.DateField(_("to be finished until"))
    cause = models.TextField(pgettext_lazy("rectification", "cause"), blank=True)
    measure = models.TextField(_("measure"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.TextField(_("what the verification found"), blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("rectification")
        verbose_name_plural = _("rectifications")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(answered_at__isnull=False, verified_by__isnull=False) & ~Q(cause="") & ~Q(measure=""),
                name="rectification_closes_with_cause_measure_verification",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("answered_by")),
                name="rectification_is_verified_by_another",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at__isnull=True), name="one_open_rectification_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.opened_at:%Y-%m-%d}"
