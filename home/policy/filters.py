"""What the policy library can be narrowed down by."""

from typing import Any

import django_filters

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from onestop.home.columns.filters import ColumnFilter
from onestop.home.policy.choices import Level, Validity


class PolicyFilter(ColumnFilter):
    """By level, validity of today, year of issue."""

    level = django_filters.ChoiceFilter(
        label=_("Level of the rule"), choices=Level.choices, empty_label=_("All levels")
    )
    status = django_filters.ChoiceFilter(
        label=_("Validity"), choices=Validity.choices, empty_label=_("All"), method="of_status"
    )
    field_order = ("level", "status", "year")

    def of_status(self, policies: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Return the policies with this validity today."""
        return policies.filter(valid_now=value)
