"""The choices of the directory of institutions."""

import datetime as dt
from typing import Any

import django_filters

from django import forms
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.directories import LONGEST, StandardNumberFilter
from onestop.catalogue.institutions.scopes import has_words
from onestop.catalogue.organisations.choices import QualificationKind, Status
from onestop.catalogue.organisations.models import CapabilityScope, Qualification, Region
from onestop.site.page_cache import remember
from onestop.standards.numbers import Number

TESTING, CERTIFYING = QualificationKind.CMA.value, QualificationKind.CERTIFICATION_BODY.value
KINDS = ((TESTING, _("Testing bodies (CMA)")), (CERTIFYING, _("Certification bodies")))
SORTS = {
    "": (_("Best match, then name"), ("edition", "organisation__name", "number")),
    "until": (_("Valid longest"), ("-valid_until", "organisation__name")),
    "checked": (_("Checked last"), ("-checked_on", "organisation__name")),
}
SCOPE_COLUMNS = ("field", "product", "parameter")


def _fields() -> list[tuple[str, str]]:
    rows = CapabilityScope.objects.filter(qualification__kind__in=[TESTING, CERTIFYING]).exclude(field="")
    names = rows.order_by("field").values_list("field", flat=True).distinct()[:200]
    return [(name, name) for name in names]


def _regions() -> list[tuple[str, str]]:
    held = Qualification.objects.filter(kind__in=[TESTING, CERTIFYING]).values("organisation__region")
    return [(row.code, row.short_name) for row in Region.objects.filter(pk__in=held)]


def field_choices() -> list[tuple[str, str]]:
    """Return the fields that annexes name; asked of the database once until content changes."""
    return remember("catalogue.institutions.fields", _fields)


def region_choices() -> list[tuple[str, str]]:
    """Return the regions that have institutions; asked of the database once until content changes."""
    return remember("catalogue.institutions.regions", _regions)


class InstitutionFilter(django_filters.FilterSet):
    """Certificates by name, by lines of their annex, by region and validity.

    Words, standard and field must be met by one and the same line of the annex; words may also be in the
    name of the institution.
    """

    kind = django_filters.ChoiceFilter(
        choices=KINDS,
        method="nothing",
        label=pgettext_lazy("directory", "Kind"),
        widget=forms.HiddenInput,
        empty_label=None,
    )
    q = django_filters.CharFilter(
        method="nothing", label=_("Institution, product or parameter"), max_length=LONGEST
    )
    standard = StandardNumberFilter(method="nothing", label=_("Standard number"))
    field = django_filters.ChoiceFilter(
        choices=field_choices,
        method="nothing",
        label=pgettext_lazy("directory", "Field"),
        empty_label=pgettext_lazy("choice", "all"),
    )
    region = django_filters.ChoiceFilter(
        choices=region_choices,
        field_name="organisation__region__code",
        label=pgettext_lazy("directory", "Region"),
        empty_label=pgettext_lazy("choice", "all"),
    )
    sort = django_filters.ChoiceFilter(
        choices=[(name, label) for name, (label, _order) in SORTS.items() if name],
        method="nothing",
        label=_("Order"),
        empty_label=SORTS[""][0],
    )
    expired = django_filters.BooleanFilter(
        method="nothing", label=_("Show expired ones as well"), widget=forms.CheckboxInput
    )

    class Meta:
        model = Qualification
        fields: list[str] = []

    def __init__(self, data: Any, today: dt.date) -> None:
        super().__init__(data, queryset=Qualification.objects.all())
        self.today = today

    def nothing(self, rows: Any, _name: str, _value: Any) -> Any:
        """Leave the rows; ``filter_queryset`` takes these choices together."""
        return rows

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """Return what was chosen and could be understood."""
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def directory(self) -> str:
        """Return which of the two directories is asked for."""
        return self.chosen.get("kind") or TESTING

    @property
    def number(self) -> Number | None:
        """Return the standard that was asked for."""
        return self.chosen.get("standard")

    def scopes(self) -> QuerySet[CapabilityScope]:
        """Return the lines that meet standard and field, valid ones unless expired ones are wanted."""
        rows: QuerySet[CapabilityScope] = CapabilityScope.objects.all()
        if not self.chosen.get("expired"):
            rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=self.today))
            rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=self.today))
        if self.number is not None:
            rows = rows.filter(base_key=self.number.base_key)
        if self.chosen.get("field"):
            rows = rows.filter(field=self.chosen["field"])
        return rows

    def matching(self) -> QuerySet[CapabilityScope]:
        """Return the lines that meet the words too: those that are shown below an institution."""
        return self.scopes().filter(has_words(self.chosen.get("q", ""), *SCOPE_COLUMNS))

    @property
    def narrows_scopes(self) -> bool:
        """Tell whether something was asked that only a line of an annex can answer."""
        return any(self.chosen.get(name) for name in ("q", "standard", "field"))

    def filter_queryset(self, queryset: Any) -> Any:
        """Return the certificates that are asked for, in their order."""
        rows = super().filter_queryset(queryset)
        rows = rows.filter(kind=self.directory).exclude(organisation__status=Status.REVOKED)
        if not self.chosen.get("expired"):
            rows = rows.valid_on(self.today)
        rows = self._narrow(rows).annotate(edition=self._edition())
        return rows.select_related("organisation__region").order_by(*self._order(), "pk")

    def _narrow(self, rows: Any) -> Any:
        if not self.narrows_scopes:
            return rows
        own = Q(Exists(self.matching().filter(qualification=OuterRef("pk"))))
        words = self.chosen.get("q", "")
        if not words:
            return rows.filter(own)
        named = has_words(words, "organisation__name")
        if self.number is not None or self.chosen.get("field"):
            named &= Q(Exists(self.scopes().filter(qualification=OuterRef("pk"))))
        return rows.filter(own | named)

    def _edition(self) -> Any:
        """Return 0 where the very edition is in a valid annex, 1 elsewhere, 2 without a valid certificate."""
        invalid = When(Q(valid_until__lt=self.today) | Q(valid_from__gt=self.today), then=Value(2))
        if self.number is None or not self.number.year:
            return Case(invalid, default=Value(0), output_field=IntegerField())
        exact = self.scopes().filter(qualification=OuterRef("pk"), full_key=self.number.full_key)
        return Case(
            invalid, When(Exists(exact), then=Value(0)), default=Value(1), output_field=IntegerField()
        )

    def _order(self) -> tuple[str, ...]:
        return SORTS[self.chosen.get("sort") or ""][1]
