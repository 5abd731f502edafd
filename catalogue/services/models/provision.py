"""Who offers an item, from when to when."""

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import Orderable

from onestop.catalogue.organisations.self_check import laboratory_problems


class ServiceProvision(Orderable):
    """办理机构: an organisation that offers an item, with its own period and remark."""

    item = ParentalKey("catalogue.ServiceItemPage", on_delete=models.CASCADE, related_name="provisions")
    organisation = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="service_provisions",
    )
    valid_from = models.DateField(_("offered from"), null=True, blank=True)
    valid_to = models.DateField(_("offered until"), null=True, blank=True)
    own_laboratory = models.BooleanField(
        _("in its own laboratory"),
        default=False,
        help_text=_("It needs equipment with a valid calibration; once one is over, it offers this no more."),
    )
    note = models.CharField(
        _("remark"), max_length=100, blank=True, help_text=_("For example: only takes in samples.")
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("own_laboratory"),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("organisation that offers it")
        verbose_name_plural = _("organisations that offer it")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="provision_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def clean(self) -> None:
        """Refuse, beside its field, an end before the beginning, and a laboratory that cannot be used.

        A laboratory that was good when it was named keeps nobody from editing the guide: it is passed over by
        rule on days on which it is not.
        """
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("It ends before it begins.")})
        if self.own_laboratory and self.organisation_id and not self._was_named():
            problems = laboratory_problems(self.organisation)
            if problems:
                raise ValidationError({"own_laboratory": problems})

    def _was_named(self) -> bool:
        same = {"organisation": self.organisation_id, "own_laboratory": True}
        return self.pk is not None and type(self).objects.filter(pk=self.pk, **same).exists()

    def is_open_on(self, day: dt.date) -> bool:
        """Tell whether the organisation offers it on ``day``, as far as its period says."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)
