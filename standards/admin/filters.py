"""Filters of the register's list."""

from typing import Any

import django_filters

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.filters import WagtailFilterSet

from onestop.standards.choices import Nature, StandardClass, Status, TextPolicy
from onestop.standards.models import Standard

YES = [("yes", _("Yes"))]


def _yes(label: Any, method: str) -> django_filters.ChoiceFilter:
    """Return a filter with one choice; without it nothing is filtered."""
    return django_filters.ChoiceFilter(
        label=label, choices=YES, method=method, widget=forms.RadioSelect, empty_label=_("All")
    )


class StandardFilterSet(WagtailFilterSet):
    """What a registrar narrows the list by; the status is the one derived today."""

    standard_class = django_filters.MultipleChoiceFilter(
        label=_("Class"), choices=StandardClass.choices, widget=forms.CheckboxSelectMultiple
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status today"), choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )
    nature = django_filters.MultipleChoiceFilter(
        label=_("Nature"), choices=Nature.choices, widget=forms.CheckboxSelectMultiple
    )
    region = django_filters.CharFilter(
        label=_("Region code"), lookup_expr="startswith", help_text=_("65 for Xinjiang, 6505 for Hami.")
    )
    year = django_filters.NumberFilter(label=_("Year in the number"))
    published = django_filters.ChoiceFilter(
        label=pgettext_lazy("standard", "Published"),
        choices=[("yes", _("Yes")), ("no", _("No, a draft")), ("changed", _("Yes, with a newer draft"))],
        method="filter_published",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    has_text = _yes(_("Has a text"), "filter_has_text")
    unchecked = _yes(_("Not checked at the official source"), "filter_unchecked")
    override = _yes(_("Status set by hand"), "filter_override")
    has_notes = _yes(_("Has open notes of an import"), "filter_has_notes")

    class Meta:
        model = Standard
        fields = ["status", "standard_class", "nature", "region", "year"]

    def filter_published(self, records: QuerySet[Standard], _name: str, value: str) -> QuerySet[Standard]:
        """Narrow to what is public, what is not, or what has an unpublished draft."""
        if value == "changed":
            return records.filter(live=True, has_unpublished_changes=True)
        return records.filter(live=value == "yes")

    def filter_has_text(self, records: QuerySet[Standard], _name: str, _value: str) -> QuerySet[Standard]:
        """Narrow to records whose text may be read or whose own page has one."""
        return records.filter(Q(text_policy=TextPolicy.FULL) | (Q(page__isnull=False) & ~Q(page__text="")))

    def filter_unchecked(self, records: QuerySet[Standard], _name: str, _value: str) -> QuerySet[Standard]:
        """Narrow to records that nobody compared with the official source."""
        return records.filter(checked_on__isnull=True)

    def filter_override(self, records: QuerySet[Standard], _name: str, _value: str) -> QuerySet[Standard]:
        """Narrow to records whose status was set by hand."""
        return records.exclude(status_override="")

    def filter_has_notes(self, records: QuerySet[Standard], _name: str, _value: str) -> QuerySet[Standard]:
        """Narrow to records with notes that an import left."""
        return records.exclude(import_notes="")
