"""What the list of events can be narrowed down to."""

import calendar
import datetime as dt
import re
from typing import Any

import django_filters

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.home.articles.topics import Topic
from onestop.home.training.choices import Kind
from onestop.home.training.models import TrainingEventPage

_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])")


class MonthField(forms.CharField):
    """A month as ``2026-12``; gives its first day."""

    widget = forms.TextInput(attrs={"type": "month"})

    def clean(self, value: Any) -> dt.date | None:
        """Return the first day of the month, ``None`` if nothing was given.

        Raises:
            ValidationError: It is no month.
        """
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        found = _MONTH.fullmatch(text)
        if found is None:
            raise ValidationError(_("This is no month. Write it like 2026-12."), code="month")
        return dt.date(int(found[1]), int(found[2]), 1)


class MonthFilter(django_filters.Filter):
    """Keeps what takes place in a month."""

    field_class = MonthField

    def filter(self, qs: Any, value: dt.date | None) -> Any:
        """Return the events with a day in the month of ``value``."""
        if value is None:
            return qs
        last = value.replace(day=calendar.monthrange(value.year, value.month)[1])
        return qs.within(value, last)


def _topics(_request: Any) -> QuerySet[Topic]:
    return Topic.objects.all()


class EventFilterSet(django_filters.FilterSet):
    """Kind, topic, month: one declaration for form, query and address."""

    kind = django_filters.ChoiceFilter(
        label=pgettext_lazy("training", "Kind"), choices=Kind.choices, empty_label=_("All kinds")
    )
    topic = django_filters.ModelChoiceFilter(
        label=pgettext_lazy("training", "Topic"),
        queryset=_topics,
        to_field_name="slug",
        empty_label=_("All topics"),
    )
    month = MonthFilter(label=pgettext_lazy("training", "Month"))

    class Meta:
        model = TrainingEventPage
        fields = ["kind", "topic", "month"]
