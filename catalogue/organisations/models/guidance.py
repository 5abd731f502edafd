"""指导 and 评估 of stations, recorded by the centre only (clause 3.2)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.choices import Kind, Outcome
from onestop.catalogue.organisations.querysets import RowRights


class ByTheCentre(models.Model):
    """What the centre did with a station or outlet on a day."""

    organisation = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("station"),
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        limit_choices_to={"kind__in": [Kind.STATION, Kind.OUTLET]},
    )
    day = models.DateField(_("day"))
    by_name = models.CharField(_("by whom"), max_length=60)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = models.Manager.from_queryset(RowRights)()

    class Meta:
        abstract = True
        ordering = ["-day", "-pk"]

    def clean(self) -> None:
        """Refuse what is neither a station nor an outlet."""
        super().clean()
        if self.organisation_id and self.organisation.kind not in {Kind.STATION, Kind.OUTLET}:
            raise ValidationError({"organisation": _("The centre guides and assesses stations and outlets.")})


class StationGuidance(ByTheCentre):
    """指导: what was shown, said or agreed."""

    subject = models.CharField(_("subject"), max_length=100)
    text = models.TextField(_("what was done and agreed"))
    next_on = models.DateField(_("next time"), null=True, blank=True)

    class Meta(ByTheCentre.Meta):
        verbose_name = _("guidance of a station")
        verbose_name_plural = _("guidance of stations")

    def __str__(self) -> str:
        return f"{self.day} {self.subject}"


class StationAssessment(ByTheCentre):
    """评估: the period looked at, the outcome, what is to be improved."""

    period_from = models.DateField(_("period from"))
    period_until = models.DateField(_("period until"))
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome.choices)
    findings = models.TextField(_("findings"))
    improve = models.TextField(_("to be improved"), blank=True)
    improve_until = models.DateField(_("to be improved until"), null=True, blank=True)

    class Meta(ByTheCentre.Meta):
        verbose_name = _("assessment of a station")
        verbose_name_plural = _("assessments of stations")

    def __str__(self) -> str:
        return f"{self.period_from}–{self.period_until} {self.get_outcome_display()}"

    def clean(self) -> None:
        """Refuse a period that ends before it begins, and a failure without what is to be improved."""
        super().clean()
        if self.period_from and self.period_until and self.period_until < self.period_from:
            raise ValidationError({"period_until": _("The period cannot end before it begins.")})
        if self.outcome == Outcome.FAILED and not (self.improve.strip() and self.improve_until):
            raise ValidationError({"improve": _("Say what is to be improved, and until when.")})
