"""The choices of the public list of experts."""

from typing import Any

import django_filters

from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.catalogue.directories import LONGEST, StandardNumberFilter, number_in
from onestop.catalogue.experts.models import Expert, ExpertField
from onestop.catalogue.services.entries import categories
from onestop.site.page_cache import remember
from onestop.standards.numbers import Number


def _fields() -> list[tuple[str, str]]:
    return [(str(field.pk), field.name) for field in ExpertField.objects.all()]


def field_choices() -> list[tuple[str, str]]:
    """Return the fields of knowledge; asked of the database once until content changes."""
    return remember("catalogue.experts.fields", _fields)


def category_choices() -> list[tuple[str, str]]:
    """Return the categories of services."""
    return [(category.slug, category.name) for category in categories()]


class ExpertFilter(django_filters.FilterSet):
    """Experts by words, by a standard in any spelling, by field and by service category."""

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
