"""实验室 and 设备 (clause 4.1.1.6): optional, but then with valid calibration."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.organisations.choices import EquipmentStatus
from onestop.catalogue.organisations.querysets import RowRights


class Laboratory(models.Model):
    """A laboratory of an organisation."""

    organisation = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="laboratories",
    )
    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(pgettext_lazy("place", "address"), max_length=120, blank=True)
    fields = models.CharField(
        pgettext_lazy("laboratory", "fields"),
        max_length=200,
        blank=True,
        help_text=_("What is tested there."),
    )

    objects = models.Manager.from_queryset(RowRights)()

    class Meta:
        verbose_name = _("laboratory")
        verbose_name_plural = _("laboratories")
        ordering = ["organisation", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="laboratory_once",
                violation_error_message=_("This laboratory is already there."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class EquipmentQuerySet(RowRights):
    """Questions to the equipment."""

    owner = "laboratory__organisation"

    def in_use(self) -> Self:
        """Return what is in use."""
        return self.filter(status=EquipmentStatus.IN_USE)

    def overdue(self, on: dt.date | None = None) -> Self:
        """Return what is in use without a valid calibration: what is done with it is suspended by rule."""
        day = on or timezone.localdate()
        expired = Q(calibrated_until__isnull=True) | Q(calibrated_until__lt=day)
        return self.in_use().filter(expired, needs_calibration=True)


class Equipment(models.Model):
    """A measuring instrument or device of a laboratory."""

    laboratory = models.ForeignKey(
        Laboratory, verbose_name=_("laboratory"), on_delete=models.CASCADE, related_name="equipment"
    )
    name = models.CharField(_("name"), max_length=80)
    model = models.CharField(pgettext_lazy("equipment", "model"), max_length=60, blank=True)
    serial = models.CharField(_("factory number"), max_length=60)
    measuring_range = models.CharField(_("range and accuracy"), max_length=120, blank=True)
    needs_calibration = models.BooleanField(_("needs verification or calibration"), default=True)
    calibrated_on = models.DateField(_("calibrated on"), null=True, blank=True)
    calibrated_until = models.DateField(
        _("calibration valid until"), null=True, blank=True, help_text=_("The last valid day.")
    )
    certificate = models.CharField(_("number of the calibration certificate"), max_length=60, blank=True)
    status = models.CharField(
        _("status"), max_length=8, choices=EquipmentStatus.choices, default=EquipmentStatus.IN_USE
    )

    objects = models.Manager.from_queryset(EquipmentQuerySet)()

    class Meta:
        verbose_name = _("piece of equipment")
        verbose_name_plural = _("equipment")
        ordering = ["laboratory", "name", "serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["laboratory", "serial"],
                name="equipment_once",
                violation_error_message=_("This serial number is already in the laboratory."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.serial}"

    def is_overdue(self, on: dt.date | None = None) -> bool:
        """Tell whether it is in use without a valid calibration on a day."""
        if self.status != EquipmentStatus.IN_USE or not self.needs_calibration:
            return False
        return self.calibrated_until is None or self.calibrated_until < (on or timezone.localdate())


def laboratory_ready(on: dt.date) -> ExpressionWrapper:
    """Return, for a queryset of organisations, which may test in their own laboratory (clause 4.1.1.6).

    They have equipment in use on the day, and all of it that needs a calibration has a valid one.
    """
    own = {"laboratory__organisation": OuterRef("pk")}
    used = Exists(Equipment.objects.in_use().filter(**own))
    late = Exists(Equipment.objects.overdue(on).filter(**own))
    return ExpressionWrapper(Q(used) & ~Q(late), output_field=models.BooleanField())
