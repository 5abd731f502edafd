"""Amendments (修改单) of a standard."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey


class Amendment(models.Model):
    """第 n 号修改单: opened at its parent, whose edition it changes (spec 2.1, vector 32)."""

    standard = ParentalKey("standards.Standard", on_delete=models.CASCADE, related_name="amendments")
    serial = models.PositiveSmallIntegerField(_("serial number"))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    effective_on = models.DateField(_("effective on"), null=True, blank=True)
    summary = models.TextField(_("what it changes"), blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "serial"], name="amendment_once_a_standard"),
            models.CheckConstraint(
                condition=models.Q(effective_on__gte=models.F("issued_on"))
                | models.Q(effective_on__isnull=True)
                | models.Q(issued_on__isnull=True),
                name="amendment_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """``XG1—2009``, or ``XG1`` where the year is not known."""
        return f"XG{self.serial}—{self.year}" if self.year else f"XG{self.serial}"
