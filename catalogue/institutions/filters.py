"""The choices of the directory of institutions."""

import datetime as dt
from dataclasses import replace
from typing import Any

import django_filters

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.directories import LONGEST, StandardNumberFilter, number_in
from onestop.catalogue.institutions.asking import Question
from onestop.catalogue.organisations.choices import QualificationKind
from onestop.catalogue.organisations.models import CapabilityScope, Qualification, Region
from onestop.site.page_cache import remember
from onestop.standards.numbers import Number

TESTING, CERTIFYING = QualificationKind.CMA.value, QualificationKind.CERTIFICATION_BODY.value
KINDS = ((TESTING, _("Testing bodies (CMA)")), (CERTIFYING, _("Certification bodies")))
SORTS = {
    "": _("Best match, then name"),
    "until": _("Valid longest"),
    "checked": _("Checked last"),
}


def field_choices(kind: str) -> list[tuple[str, str]]:
    """Return the fields that a directory's annexes name; asked of the database once until content changes."""

    def read() -> list[tuple[str, str]]:
        rows = CapabilityScope.objects.filter(qualification__kind=kind).exclude(field="")
        names = rows.order_by("field").values_list("field", flat=True).distinct()[:200]
        return [(name, name) for name in names]

    return remember(f"catalogue.institutions.fields.{kind}", read)


def region_choices(kind: str) -> list[tuple[str, str]]:
    """Return the regions that a directory has institutions in; asked once until content changes."""

    def read() -> list[tuple[str, str]]:
        held = Qualification.objects.filter(kind=kind).values("organisation__region")
        return [(row.code, row.short_name) for row in Region.objects.filter(pk__in=held)]

    return remember(f"catalogue.institutions.regions.{kind}", read)


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
        method="nothing",
        label=pgettext_lazy("directory", "Field"),
        empty_label=pgettext_lazy("choice", "all"),
    )
    region = django_filters.ChoiceFilter(
        method="nothing",
        label=pgettext_lazy("directory", "Region"),
        empty_label=pgettext_lazy("choice", "all"),
    )
    sort = django_filters.ChoiceFilter(
        choices=[(name, label) for name, label in SORTS.items() if name],
        method="nothing",
        label=_("Order"),
        empty_label=SORTS[""],
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
        kind = CERTIFYING if data.get("kind") == CERTIFYING else TESTING
        self.filters["field"].extra["choices"] = field_choices(kind)
        self.filters["region"].extra["choices"] = region_choices(kind)

    def nothing(self, rows: Any, _name: str, _value: Any) -> Any:
        """Leave the rows; ``question`` takes these choices together."""
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

    @cached_property
    def number(self) -> Number | None:
        """Return the standard that was asked for: many type its number where words are asked for."""
        return self.chosen.get("standard") or number_in(self.chosen.get("q") or "")

    @property
    def words(self) -> str:
        """Return the words that were asked for and are not a standard's number alone."""
        typed = self.chosen.get("q") or ""
        return typed if self.chosen.get("standard") or not self.number else ""

    def twin(self) -> str:
        """Return the number of the same digits with or without “/T” if a certificate has it, else nothing.

        Standards change from mandatory to recommended and keep their digits: GB 1499.2 is GB/T 1499.2 today.
        """
        if self.number is None:
            return ""
        prefix = self.number.base_key.partition("|")[0]
        other = prefix.replace("/T", "") if "/T" in prefix else f"{prefix}/T"
        number = number_in(str(self.number).replace(prefix, other, 1))
        if number is None:
            return ""
        question = replace(self.question, base_key=number.base_key, full_key="", words=())
        return str(number).replace("—", "-") if question.certificates().exists() else ""

    @cached_property
    def question(self) -> Question:
        """Return what was asked and could be understood, as it is asked of the database."""
        number = self.number
        return Question(
            kind=self.directory,
            today=self.today,
            words=tuple(self.words.split()),
            base_key=number.base_key if number else "",
            full_key=number.full_key if number and number.year else "",
            field=self.chosen.get("field") or "",
            region=self.chosen.get("region") or "",
            expired=bool(self.chosen.get("expired")),
            sort=self.chosen.get("sort") or "",
        )

    def filter_queryset(self, queryset: Any) -> Any:  # noqa: ARG002 - the question begins with its own rows
        """Return the certificates that are asked for, in their order."""
        return self.question.certificates().select_related("organisation__region")
