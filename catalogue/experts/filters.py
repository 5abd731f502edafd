"""The choices of the public list of experts."""

from typing import Any

import django_filters

from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.catalogue.directories import LONGEST, StandardNumberFilter, number_in
from onestop.catalogue.experts.choices import State
from onestop.catalogue.experts.models import Expert, ExpertField
from onestop.catalogue.organisations.models import Region
from onestop.catalogue.services.entries import categories
from onestop.site.page_cache import remember
from onestop.standards.numbers import Number


def _fields() -> list[tuple[str, str]]:
    return [(str(field.pk), field.name) for field in ExpertField.objects.all()]


def field_choices() -> list[tuple[str, str]]:
    """Return the fields of knowledge; asked of the database once until content changes."""
    return remember("catalogue.experts.fields", _fields)


def _regions() -> list[tuple[str, str]]:
    told = Expert.objects.filter(state=State.POOL, consented_on__isnull=False, region_is_public=True)
    return [(row.code, row.short_name) for row in Region.objects.filter(pk__in=told.values("region"))]


def region_choices() -> list[tuple[str, str]]:
    """Return the regions that experts let be known; asked of the database once until content changes."""
    return remember("catalogue.experts.regions", _regions)


def category_choices() -> list[tuple[str, str]]:
    """Return the categories of services."""
    return [(category.slug, category.name) for category in categories()]


class ExpertFilter(django_filters.FilterSet):
    """Experts by words, by a standard in any spelling, by field, service category and region."""

    q = django_filters.CharFilter(
        method="by_words", label=gettext_lazy("Name, field or law"), max_length=LONGEST
    )
    standard = StandardNumberFilter(method="by_standard", label=gettext_lazy("Knows this standard"))
    field = django_filters.ChoiceFilter(
        field_name="fields",
        choices=field_choices,
        label=gettext_lazy("Field of knowledge"),
        empty_label=pgettext_lazy("choice", "all"),
    )
    category = django_filters.ChoiceFilter(
        field_name="categories__slug",
        choices=category_choices,
        label=gettext_lazy("Service category"),
        empty_label=pgettext_lazy("choice", "all"),
    )

    region = django_filters.ChoiceFilter(
        method="by_region",
        choices=region_choices,
        label=pgettext_lazy("of an expert", "Region"),
        empty_label=pgettext_lazy("choice", "all"),
    )

    class Meta:
        model = Expert
        fields: list[str] = []

    def by_words(self, rows: Any, _name: str, value: str) -> Any:
        """Look for words in what is published, for a standard's number as the field beside it does."""
        number = number_in(value)
        return rows.knowing(number) if number else rows.about(value)

    def by_standard(self, rows: Any, _name: str, value: Number) -> Any:
        """Look for who knows a standard, whatever its edition."""
        return rows.knowing(value)

    def by_region(self, rows: Any, _name: str, value: str) -> Any:
        """Look for who lets be known that the work is there."""
        return rows.working_in(value)
