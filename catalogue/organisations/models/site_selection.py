"""选址论证 (clause 4.1.1.3): why a station stands where it stands."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.choices import Decision
from onestop.catalogue.organisations.querysets import RowRights


def _reason(label: Any) -> "models.TextField[str, str]":
    return models.TextField(label, max_length=600, help_text=_("How it is here."))


def _evidence(label: Any) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=300, help_text=_("Figures with their source, a document."))


class SiteSelection(models.Model):
    """The five criteria, each with what it is like and the evidence; once decided it stays as it is."""

    CRITERIA: ClassVar[dict[str, Any]] = {
        "enterprises": _("enterprises are concentrated"),
        "demand": _("there is much demand for quality services"),
        "interest": _("enterprises take an active interest"),
        "transport": _("it is easy to reach"),
        "conditions": _("the surroundings are suitable"),
    }

    organisation = models.OneToOneField(
        "catalogue.Organisation",
        verbose_name=_("station"),
        on_delete=models.CASCADE,
        related_name="site_selection",
    )
    enterprises = _reason(CRITERIA["enterprises"])
    enterprises_evidence = _evidence(_("evidence: enterprises"))
    demand = _reason(CRITERIA["demand"])
    demand_evidence = _evidence(_("evidence: demand"))
    interest = _reason(CRITERIA["interest"])
    interest_evidence = _evidence(_("evidence: interest"))
    transport = _reason(CRITERIA["transport"])
    transport_evidence = _evidence(_("evidence: transport"))
    conditions = _reason(CRITERIA["conditions"])
    conditions_evidence = _evidence(_("evidence: surroundings"))
    decision = models.CharField(_("decision"), max_length=8, choices=Decision.choices, default=Decision.OPEN)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=60, blank=True)

    objects = models.Manager.from_queryset(RowRights)()

    class Meta:
        verbose_name = _("site selection")
        verbose_name_plural = _("site selections")
        ordering = ["organisation"]

    def __str__(self) -> str:
        return str(_("Site selection of %(name)s") % {"name": self.organisation})

    def clean(self) -> None:
        """Refuse a decision without day and name, and any change of one that was decided."""
        super().clean()
        before = SiteSelection.objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.decision != Decision.OPEN:
            raise ValidationError(_("This site selection has been decided and is archived as it is."))
        if self.decision != Decision.OPEN and not (self.decided_on and self.decided_by):
            raise ValidationError({"decision": _("A decision needs its day and who made it.")})
