"""Invitations to evaluate and what the enterprises said (clause 5.2, annex A)."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.requests.evaluation import rows
from onestop.requests.evaluation.annex import annex_a

if TYPE_CHECKING:
    from onestop.requests.workflow.models import ServiceRequest  # noqa: F401 - named in the fields

LONGEST_WORDS = 4000


class Form(models.TextChoices):
    """Which half of table A.1: it follows from who served."""

    CENTRE = "centre", "A.1-中心"
    PROVIDER = "provider", "A.1-机构"


class Level(models.IntegerChoices):
    """The four levels of annex A, word for word; not the five of 好差评."""

    VERY_SATISFIED = 4, annex_a().levels[0]
    SATISFIED = 3, annex_a().levels[1]
    AVERAGE = 2, annex_a().levels[2]
    DISSATISFIED = 1, annex_a().levels[3]


class Channel(models.TextChoices):
    """How an evaluation came."""

    LINK = "link", _("Link or QR code")
    ROOM = "room", _("In the enterprise’s room")
    PAPER = "paper", _("Paper, entered by staff")


class Signature(models.TextChoices):
    """How it was signed."""

    TYPED = "typed", _("Name written on screen")
    DRAWN = "drawn", _("Signature drawn on screen")
    PAPER = "paper", _("Signature or seal on paper")


class InvitationQuerySet(models.QuerySet["EvaluationInvitation"]):
    """Questions to the invitations."""

    def open(self, moment: dt.datetime | None = None) -> Self:
        """Return those that can still be answered."""
        return self.filter(
            used_at__isnull=True, closed_at__isnull=True, expires_at__gt=moment or timezone.now()
        )


class EvaluationInvitation(models.Model):
    """That an enterprise was asked for one evaluation. The link works once, until it expires or is closed."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.PROTECT, related_name="invitations")
    form = models.CharField(max_length=8, choices=Form.choices)
    record = models.ForeignKey(
        "requests.ServiceRecord", on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    doer = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_main = models.BooleanField(_("for the service itself, not its coordination"), default=True)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(_("closed without an answer"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to evaluate")
        verbose_name_plural = _("invitations to evaluate")
        ordering = ("-sent_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(reminders__lte=2), name="at_most_two_reminders"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(closed_at__isnull=True),
                name="invitation_used_or_closed",
            ),
            models.UniqueConstraint(
                fields=["case", "form"],
                condition=Q(used_at__isnull=True, closed_at__isnull=True),
                name="one_open_invitation_a_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_form_display()}"

    def is_open(self) -> bool:
        """Tell whether it can still be answered."""
        return self.used_at is None and self.closed_at is None and self.expires_at > timezone.now()

    def has_paper(self) -> bool:
        """Tell whether a form on paper was entered that the second person has not compared yet."""
        return Evaluation.objects.filter(invitation=self, is_pending=True).exists()


class ExtraQuestion(models.Model):
    """A question that the platform asks after the five of annex A, which nobody can change or move."""

    text = models.CharField(pgettext_lazy("evaluation", "question"), max_length=120)
    order = models.PositiveSmallIntegerField(
        _("order"), default=6, validators=[MinValueValidator(6)], help_text=_("6 or more: after the five.")
    )
    is_active = models.BooleanField(_("is asked"), default=True)

    class Meta:
        verbose_name = _("further question")
        verbose_name_plural = _("further questions")
        ordering = ("order", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(order__gte=6),
                name="extra_questions_follow_the_five",
                violation_error_message=_("The five questions of annex A come first."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Questions to the evaluations."""

    def counted(self) -> Self:
        """Return those that count: complete, on paper confirmed by a second person, not marked invalid."""
        return self.filter(is_valid=True, is_pending=False)

    def low(self) -> Self:
        """Return those that call for a rectification: not satisfied with anything, or not solved."""
        lowest = Q()
        for name in Evaluation.LEVELS:
            lowest |= Q(**{name: Level.DISSATISFIED})
        return self.filter(lowest | Q(q5=False))

    def for_user(self, user: Any) -> Self:
        """Return those of the cases that ``user`` may read; whoever served reads of the own service alone."""
        from onestop.requests.workflow.models import ServiceRequest  # noqa: PLC0415 - the models' own app

        return self.filter(rows.theirs(user, "doer"), case__in=ServiceRequest.objects.for_user(user))


class Evaluation(models.Model):
    """One filled form of table A.1. Whoever was rated can neither change nor delete it."""

    LEVELS = ("q1", "q2", "q3", "q4")

    invitation = models.OneToOneField(
        EvaluationInvitation, on_delete=models.PROTECT, related_name="evaluation"
    )
    case = models.ForeignKey(
        "requests.ServiceRequest",
        verbose_name=_("service request"),
        on_delete=models.PROTECT,
        related_name="evaluations",
    )
    form = models.CharField(pgettext_lazy("evaluation", "form"), max_length=8, choices=Form.choices)
    version = models.CharField(_("version of the words"), max_length=20)
    doer = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("who served"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations",
    )
    q1 = models.PositiveSmallIntegerField(choices=Level.choices)
    q2 = models.PositiveSmallIntegerField(choices=Level.choices)
    q3 = models.PositiveSmallIntegerField(choices=Level.choices)
    q4 = models.PositiveSmallIntegerField(_("overall"), choices=Level.choices)
    q5 = models.BooleanField(_("solved"))
    extra = models.JSONField(_("further answers"), default=list, blank=True)
    words = models.TextField(_("opinion or suggestion"), blank=True, max_length=LONGEST_WORDS)
    enterprise_name = models.CharField(_("name of the enterprise"), max_length=120)
    signed_by = models.CharField(_("signed by"), max_length=40, blank=True)
    signature = models.CharField(
        _("How it was signed"), max_length=5, choices=Signature.choices, default=Signature.TYPED
    )
    filled_on = models.DateField(_("date on the form"), default=timezone.localdate)
    channel = models.CharField(_("how it came"), max_length=5, choices=Channel.choices)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    scan = models.ForeignKey(
        "requests.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drawing = models.ForeignKey(
        "requests.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_pending = models.BooleanField(_("waits for the second person"), default=False)
    is_valid = models.BooleanField(_("counts"), default=True)
    invalid_reason = models.CharField(_("why it does not count"), max_length=200, blank=True)
    invalid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ("-given_at", "-pk")
        permissions = [("invalidate_evaluation", "Can mark an evaluation as not counting")]
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__in": Level.values}), name=f"evaluation_{name}_is_a_level"
                )
                for name in ("q1", "q2", "q3", "q4")
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")),
                name="paper_is_checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.PAPER, is_pending=False)
                | Q(entered_by__isnull=False, checked_by__isnull=False, scan__isnull=False),
                name="paper_counts_with_scan_and_two_people",
            ),
            models.CheckConstraint(
                condition=Q(is_valid=True) | ~Q(invalid_reason=""), name="invalid_evaluation_says_why"
            ),
            models.CheckConstraint(
                condition=Q(signature=Signature.DRAWN, drawing__isnull=False)
                | ~Q(signature=Signature.DRAWN) & Q(drawing__isnull=True),
                name="drawn_signature_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_form_display()}"

    @property
    def further(self) -> list[tuple[str, str]]:
        """Return the questions after the five, in words, with what was chosen."""
        return [(each["text"], str(Level(each["level"]).label)) for each in self.extra]

    @property
    def is_low(self) -> bool:
        """Tell whether it calls for a rectification; the twin of ``EvaluationQuerySet.low``."""
        return not self.q5 or Level.DISSATISFIED in {getattr(self, name) for name in self.LEVELS}
