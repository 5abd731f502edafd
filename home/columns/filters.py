"""What a column can be narrowed down by. A value that is none is named beside the field and left out."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import django_filters

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from onestop.home.articles.topics import Topic


class ColumnFilter(django_filters.FilterSet):
    """By the year of the entries that are there."""

    year = django_filters.ChoiceFilter(label=_("Year"), empty_label=_("All years"), method="in_year")

    def __init__(self, *args: Any, by: str, years: Iterable[dt.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.filters["year"].extra["choices"] = [(str(each.year), str(each.year)) for each in years]

    def in_year(self, entries: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Return the entries of one year."""
        return entries.filter(**{f"{self.by}__year": int(value)})

    @property
    def narrowed(self) -> bool:
        """Tell whether anything was chosen."""
        return self.form.is_valid() and any(self.form.cleaned_data.values())


class ArticleFilter(ColumnFilter):
    """By topic and year."""

    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        field_name="topics",
        to_field_name="slug",
        queryset=Topic.objects.all(),
        empty_label=_("All topics"),
    )
    field_order = ("topic", "year")
