"""The directory's form: what an address may ask for, checked; and the same restrictions for the database."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import django_filters

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from onestop.standards.models import Standard
from onestop.standards.searching.facets import FACETS, Facet

LONGEST_QUERY = 200
MOST_VALUES = 30
RELEVANCE = "relevance"
UNRANKED = "issued"
"""The order where there is nothing to rank: the whole directory, or a class of it."""
SORTS: Mapping[str, str] = {
    RELEVANCE: "relevance",
    "effective": "-by_effective",
    "issued": "-by_issued",
    "number": "by_number",
}
SORT_CHOICES = [
    (RELEVANCE, _("Best match")),
    ("effective", _("Latest in force")),
    ("issued", _("Latest issued")),
    ("number", _("By number")),
]
ALL_EDITIONS = "all"


class CodesField(forms.Field):
    """Any number of codes that look as they should."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, facet: Facet, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.facet = facet

    def to_python(self, value: Any) -> list[str]:
        """Return the codes, each once."""
        return list(dict.fromkeys(code.strip().upper() for code in value or [] if code.strip()))

    def validate(self, value: list[str]) -> None:
        """Refuse a code that no record can have."""
        super().validate(value)
        wrong = next(
            (code for code in value if not self.facet.pattern or not self.facet.pattern.fullmatch(code)), None
        )
        if wrong is not None:
            raise ValidationError(
                _("“%(value)s” is not a value of %(facet)s. It was left out."),
                params={"value": wrong[:40], "facet": self.facet.label},
            )


class CodesFilter(django_filters.Filter):
    """Filter by codes that need not be known beforehand."""

    field_class = CodesField


def _restrict(facet: Facet) -> Callable[[QuerySet[Standard], str, Sequence[str]], QuerySet[Standard]]:
    def method(queryset: QuerySet[Standard], _name: str, values: Sequence[str]) -> QuerySet[Standard]:
        return facet.restrict(queryset, values) if values else queryset

    return method


def _keep(queryset: QuerySet[Standard], _name: str, _value: Any) -> QuerySet[Standard]:
    """Return the records as they are: what is asked here is no restriction of the records."""
    return queryset


def _filter(facet: Facet) -> django_filters.Filter:
    if facet.pattern:
        return CodesFilter(label=facet.label, method=_restrict(facet), facet=facet)
    return django_filters.MultipleChoiceFilter(
        label=facet.label,
        method=_restrict(facet),
        choices=facet.choices,
        error_messages={
            "invalid_choice": _("“%(value)s” is not a value of this filter. It was left out."),
        },
    )


class _DirectoryFilters(django_filters.FilterSet):
    """What is asked beside the facets."""

    q = django_filters.CharFilter(
        label=_("Standard number, title or a sentence"),
        method=_keep,
        max_length=LONGEST_QUERY,
        error_messages={
            "max_length": _("Please ask in at most %(limit_value)d characters; %(show_value)d were typed."),
            "null_characters_not_allowed": _("The question has characters that cannot be read."),
        },
    )
    sort = django_filters.ChoiceFilter(
        label=_("Sort"),
        method=_keep,
        choices=SORT_CHOICES,
        empty_label=None,
        error_messages={"invalid_choice": _("The list cannot be sorted by “%(value)s”.")},
    )
    editions = django_filters.ChoiceFilter(
        label=_("Editions"),
        method=_keep,
        choices=[(ALL_EDITIONS, _("All editions"))],
        error_messages={"invalid_choice": _("“%(value)s” is not a value of this filter. It was left out.")},
    )


DirectoryFilters: type[_DirectoryFilters] = type(
    "DirectoryFilters",
    (_DirectoryFilters,),
    {
        "__doc__": "The form of the directory: the question, the facets, sorting, editions.",
        **{facet.name: _filter(facet) for facet in FACETS},
    },
)


@cache
def _fields() -> Mapping[str, forms.Field]:
    """Return the fields of the form, made once: a form of its own for every request would copy them all."""
    form = DirectoryFilters(queryset=Standard.objects.none()).get_form_class()
    return form().fields


def read(data: QueryDict) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Read the parameters of an address.

    Returns:
        What is right, by parameter, and the messages about what is not.
    """
    clean: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, field in _fields().items():
        if name not in data:
            continue
        try:
            clean[name] = field.clean(field.widget.value_from_datadict(data, {}, name))
        except ValidationError as error:
            errors[name] = error.messages
    return clean, errors
