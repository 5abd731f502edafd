"""What the address of the directory may ask for."""

from typing import Any

import django_filters

from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.services.choices import Channel, Charged, Kind
from onestop.catalogue.services.entries import categories
from onestop.catalogue.services.finding import LONGEST, find_services
from onestop.catalogue.services.models import ServiceItemPage

FREE = "1"


def _categories() -> list[tuple[str, str]]:
    return [(category.slug, category.name) for category in categories()]


class ServiceFilterSet(django_filters.FilterSet):
    """Words, category, sort, way, clause, free of charge; several values of one mean either."""

    q = django_filters.CharFilter(label=_("words"), max_length=LONGEST, method="by_words")
    category = django_filters.MultipleChoiceFilter(
        label=_("category"), choices=_categories, field_name="category__slug"
    )
    channel = django_filters.MultipleChoiceFilter(
        label=_("way"), choices=Channel.choices, method="by_channel"
    )
    kind = django_filters.MultipleChoiceFilter(label=_("sort of service"), choices=Kind.choices)
    fee = django_filters.MultipleChoiceFilter(label=_("fee"), choices=Charged.choices, field_name="charged")
    clause = django_filters.CharFilter(
        label=_("clause"),
        max_length=12,
        method="by_clause",
        validators=[RegexValidator(r"^\d+(\.\d+)*$", _("A clause is written like 4.2.5.1."))],
    )

    class Meta:
        model = ServiceItemPage
        fields: list[str] = []

    def by_words(self, items: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what the words find."""
        return items.filter(pk__in=[entry.pk for entry in find_services(value)])

    def by_channel(self, items: QuerySet[Any], _name: str, value: list[str]) -> QuerySet[Any]:
        """Keep what can be asked for in one of the ways."""
        wanted = Q()
        for channel in value:
            wanted |= Q(**{channel: True})
        return items.filter(wanted)

    def by_clause(self, items: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what fulfils the clause or one below it."""
        return items.filter(Q(clause=value) | Q(clause__startswith=f"{value}."))
