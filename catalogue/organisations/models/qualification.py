"""What a body may do, by its certificates and their scopes (clauses 4.1.1.2, 4.2.7.2, 4.2.7.3)."""

import datetime as dt
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.organisations.choices import QualificationKind
from onestop.catalogue.organisations.querysets import RowRights
from onestop.standards import numbers
from onestop.standards.models.keys import NamesANumber


class ValidityQuerySet(RowRights):
    """Rows that are valid from a day until a day, both within."""

    def valid_on(self, day: dt.date | None = None) -> Self:
        """Return what is valid on a day (today when left out)."""
        day = day or timezone.localdate()
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class Qualification(models.Model):
    """A certificate of an organisation."""

    organisation = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="qualifications",
    )
    kind = models.CharField(_("kind"), max_length=18, choices=QualificationKind.choices)
    number = models.CharField(_("certificate number"), max_length=60)
    issuer = models.CharField(pgettext_lazy("certificate", "issued by"), max_length=100)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last valid day.")
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("attachment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    official_url = models.URLField(
        _("official query"), blank=True, help_text=_("Where anybody can check it at the issuer.")
    )
    source = models.CharField(_("source of the data"), max_length=200, blank=True)
    checked_on = models.DateField(_("day of the check"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=40, blank=True)

    objects = models.Manager.from_queryset(ValidityQuerySet)()

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        ordering = ["organisation", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "number"],
                name="qualification_once",
                violation_error_message=_("This certificate is already there."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from"))
                | Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True),
                name="qualification_ends_after_it_begins",
                violation_error_message=_("The last valid day cannot be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # Django leaves it alone
        """Return the name of the kind, as ``Organisation`` does."""
        return str(QualificationKind(self.kind).label) if self.kind in QualificationKind.values else self.kind

    def is_valid_on(self, day: dt.date | None = None) -> bool:
        """Tell whether it is valid on a day (today when left out)."""
        day = day or timezone.localdate()
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or self.valid_until >= day)


class ScopeQuerySet(ValidityQuerySet):
    """Questions to the scopes."""

    owner = "qualification__organisation"

    def valid_on(self, day: dt.date | None = None) -> Self:
        """Return scopes that are valid on a day, as is their certificate."""
        day = day or timezone.localdate()
        certificates = Qualification.objects.valid_on(day).values("pk")
        return super().valid_on(day).filter(qualification__in=certificates)

    def for_standard(self, text: str) -> Self:
        """Return scopes that name the standard ``text``: its edition, or any when no year is given."""
        number = numbers.parse(text)
        if number is None or number.bare:
            return self.none()
        if number.year:
            return self.filter(full_key=number.full_key)
        return self.filter(base_key=number.base_key)


class CapabilityScope(NamesANumber):
    """One line of a certificate's annex: what is tested or certified, by which standard."""

    named_by = "standard_number"

    qualification = models.ForeignKey(
        Qualification, verbose_name=_("qualification"), on_delete=models.CASCADE, related_name="scopes"
    )
    field = models.CharField(pgettext_lazy("scope", "field"), max_length=60, blank=True)
    product = models.CharField(_("product"), max_length=120, blank=True)
    parameter = models.CharField(_("parameter"), max_length=120, blank=True)
    standard_number = models.CharField(
        _("standard number"),
        max_length=120,
        blank=True,
        help_text=_("As the annex prints it, with the year: another edition is another scope."),
    )
    full_key = models.CharField(max_length=160, blank=True, editable=False, db_index=True)
    base_key = models.CharField(max_length=140, blank=True, editable=False, db_index=True)
    limits = models.CharField(_("limits"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = models.Manager.from_queryset(ScopeQuerySet)()

    class Meta:
        verbose_name = _("capability scope")
        verbose_name_plural = _("capability scopes")
        ordering = ["qualification", "field", "product", "parameter", "pk"]

    def __str__(self) -> str:
        parts = (self.field, self.product, self.parameter, self.standard_number)
        return " · ".join(part for part in parts if part)

    def clean(self) -> None:
        """Refuse an empty line and a number that cannot be read; a scope may name no standard."""
        if not any((self.field, self.product, self.parameter, self.standard_number)):
            raise ValidationError(
                {"field": _("Say at least one: field, product, parameter or standard number.")}
            )
        if self.standard_number:
            super().clean()

    def set_keys(self, parsed: Any) -> None:
        """Take over the number as printed and its keys, or none if it cannot be read."""
        readable = parsed is not None and not parsed.bare
        self.full_key = parsed.full_key if readable else ""
        self.base_key = parsed.base_key if readable else ""
        if readable:
            self.standard_number = numbers.display(parsed)
