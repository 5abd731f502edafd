"""The record of a service (服务记录), escalations and answers of experts (clauses 4.3.3, 6.2)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.requests.matching.models import Method


class RecordKind(models.TextChoices):
    """Which form a record has; the service item's clause decides it."""

    GENERAL = "general", _("General service")
    CONSULTATION = "consultation", _("Consultation")
    DIAGNOSIS = "diagnosis", _("Quality diagnosis")
    SIX_S = "six_s", _("6S on site")
    COMPARISON = "comparison", _("Quality comparison")
    TESTING = "testing", _("Testing")
    CALIBRATION = "calibration", _("Calibration with custody")
    AGENCY = "agency", _("Delivery and mailing on behalf")
    EQUIPMENT = "equipment", _("Special equipment")
    EXAM = "exam", _("Examination agency")
    GUIDANCE = "guidance", _("Technical guidance")


class ServiceRecord(models.Model):
    """What was done for a case by whom. Its process entries are the case's ``entry`` events."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.PROTECT, related_name="records")
    match = models.ForeignKey(
        "requests.Match", on_delete=models.PROTECT, null=True, blank=True, related_name="records"
    )
    kind = models.CharField(max_length=12, choices=RecordKind.choices, default=RecordKind.GENERAL)
    doer_kind = models.CharField(_("who serves"), max_length=8, choices=Method.choices)
    doer = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="records"
    )
    expert = models.ForeignKey(
        "catalogue.Expert", on_delete=models.PROTECT, null=True, blank=True, related_name="records"
    )
    started_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(pgettext_lazy("record", "ended"), null=True, blank=True)
    fields = models.JSONField(_("fields of its kind"), default=dict, blank=True)
    result = models.TextField(_("result"), blank=True)
    report_number = models.CharField(_("number of report or certificate"), max_length=80, blank=True)
    solved = models.BooleanField(_("solved"), null=True, blank=True)
    charged = models.BooleanField(_("a fee was charged"), default=False)
    charged_by = models.CharField(_("who charged it"), max_length=120, blank=True)
    amount = models.DecimalField(_("amount in yuan"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("service record")
        verbose_name_plural = _("service records")
        ordering = ("case", "started_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="record_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="one_open_record_a_case"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(solved__isnull=False),
                name="ended_record_says_whether_it_is_solved",
            ),
            models.CheckConstraint(
                condition=Q(charged=False) | ~Q(charged_by=""), name="whoever_charges_is_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.started_at:%Y-%m-%d}"


class Escalation(models.Model):
    """That a case was passed on to the centre: from whom, why, by when it had to be, what was decided."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.PROTECT, related_name="escalations")
    source = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="escalations"
    )
    by_rule = models.CharField(_("rule that did it"), max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    noticed_on = models.DateField(_("known to be unsolvable since"))
    due_on = models.DateField(_("was to be escalated by"))
    at = models.DateTimeField(default=timezone.now)
    is_late = models.BooleanField(_("too late"), default=False)
    to_person = models.ForeignKey(
        "catalogue.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.CharField(max_length=16, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(decided_at__isnull=True), name="one_open_escalation_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.at:%Y-%m-%d}"


class ExpertAnswer(models.Model):
    """The answer of an expert, kept in full; published as a question only with consent (clause 4.3.3.1)."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.PROTECT, related_name="answers")
    match = models.ForeignKey("requests.Match", on_delete=models.PROTECT, related_name="answers")
    expert = models.ForeignKey("catalogue.Expert", on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(pgettext_lazy("of an expert", "answer"))
    way = models.CharField(_("by which way"), max_length=10, blank=True)
    at = models.DateTimeField(default=timezone.now)
    may_publish = models.BooleanField(_("the expert agrees to publish it"), default=False)
    published_page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("answer of an expert")
        verbose_name_plural = _("answers of experts")
        ordering = ("case", "at", "pk")

    def __str__(self) -> str:
        return f"{self.case} {self.at:%Y-%m-%d}"
