"""The directory made ready for the template: groups, facets, chips, pages, what could not be read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.catalogue.services.choices import Channel, Charged, Kind
from onestop.catalogue.services.entries import Entry, categories, entries, rows
from onestop.catalogue.services.filters import ServiceFilterSet
from onestop.catalogue.services.finding import find_services
from onestop.catalogue.services.models import ServiceCategory, ServiceItemPage
from onestop.site.digits import number_of

PER_PAGE = 60
FACETS = ("category", "channel", "kind", "fee")
OWN = ("q", "clause", *FACETS)
VALUES: dict[str, Callable[[Entry], Iterable[str]]] = {
    "category": lambda entry: (entry.category.slug,),
    "channel": lambda entry: entry.channels,
    "kind": lambda entry: (entry.kind,),
    "fee": lambda entry: (entry.charged,),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen, or taken back."""

    title: str | Promise
    url: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A facet with its values."""

    title: str | Promise
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category and what of it is shown."""

    category: ServiceCategory
    rows: Sequence[str]


class Listing:
    """What the address asks for.

    Args:
        query: the parameters of the address.
        path: address of the directory.
    """

    def __init__(self, query: QueryDict, path: str) -> None:
        self.path = path
        self.filters = ServiceFilterSet(query, queryset=ServiceItemPage.objects.none())
        self.filters.form.is_valid()
        self.chosen: dict[str, Any] = {
            name: value for name, value in self.filters.form.cleaned_data.items() if value
        }
        self.asked_page = query.get("page", "1")

    @property
    def text(self) -> str:
        """Return the words that were asked for."""
        return str(self.chosen.get("q", ""))

    @property
    def errors(self) -> list[str]:
        """Return what could not be read and was left out."""
        return [
            _("“%(value)s” was left out: %(why)s")
            % {"value": self.filters.data.get(name, "")[:40], "why": " ".join(map(str, messages))}
            for name, messages in self.filters.form.errors.items()
        ]

    @cached_property
    def found(self) -> list[Entry]:
        """Return everything that fits, ranked by the words if there are any."""
        return self._matching(self.chosen)

    def _matching(self, chosen: dict[str, Any]) -> list[Entry]:
        ranked = find_services(str(chosen.get("q", "")))
        narrowed = {name: value for name, value in chosen.items() if name != "q"}
        if not narrowed:
            return ranked
        items: Any = ServiceItemPage.objects.filter(pk__in=[entry.pk for entry in ranked])
        for name, value in narrowed.items():
            items = self.filters.filters[name].filter(items, value)
        kept = set(items.values_list("pk", flat=True))
        return [entry for entry in ranked if entry.pk in kept]

    @property
    def total(self) -> int:
        """Return how many fit."""
        return len(self.found)

    @property
    def last(self) -> int:
        """Return the number of the last page."""
        return max(1, -(-self.total // PER_PAGE))

    @property
    def number(self) -> int:
        """Return the page asked for; 0 if it is not a number."""
        return number_of(self.asked_page)

    @property
    def is_beyond(self) -> bool:
        """Tell whether the list has no such page."""
        return not 1 <= self.number <= self.last

    @cached_property
    def shown(self) -> list[Entry]:
        """Return the entries of the page; of the first if there is no such page."""
        begin = 0 if self.is_beyond else (self.number - 1) * PER_PAGE
        return self.found[begin : begin + PER_PAGE]

    @cached_property
    def shelves(self) -> list[Shelf]:
        """Return the page by category."""
        shelves = groupby(self.shown, lambda entry: entry.category)
        return [Shelf(category, rows(list(found), level=3)) for category, found in shelves]

    @property
    def rows(self) -> list[str]:
        """Return the page in the order of the words."""
        return rows(self.shown, level=2)

    @cached_property
    def facets(self) -> list[Group]:
        """Return the facets with the number of services behind each value."""
        titles = {name: self.filters.filters[name].label for name in FACETS}
        return [Group(titles[name], self._options(name)) for name in FACETS]

    def _options(self, facet: str) -> list[Option]:
        chosen = self.chosen.get(facet, [])
        others = {name: value for name, value in self.chosen.items() if name != facet}
        fitting = self._matching(others) if chosen else self.found
        counts: dict[str, int] = {}
        for entry in fitting:
            for value in VALUES[facet](entry):
                counts[value] = counts.get(value, 0) + 1
        options = []
        for value, title in _choices(facet):
            if value in chosen or counts.get(value):
                url = self._toggled(facet, value)
                options.append(Option(title, url, counts.get(value, 0), value in chosen))
        return options

    @cached_property
    def chips(self) -> list[Option]:
        """Return what is chosen, each with the address without it."""
        chips = [
            Option(dict(_choices(name))[value], self._toggled(name, value), 0, True)
            for name in FACETS
            for value in self.chosen.get(name, [])
        ]
        if "clause" in self.chosen:
            rest = {name: value for name, value in self.chosen.items() if name != "clause"}
            title = _("clause %(clause)s") % {"clause": self.chosen["clause"]}
            chips.append(Option(title, self.address(rest), 0, True))
        return chips

    @property
    def first_url(self) -> str:
        """Return the address of the first page."""
        return self.address(self.chosen)

    @property
    def clear_url(self) -> str:
        """Return the address with the words alone."""
        return self.address({"q": self.text} if self.text else {})

    def _toggled(self, facet: str, value: str) -> str:
        values = list(self.chosen.get(facet, []))
        values = [each for each in values if each != value] if value in values else [*values, value]
        return self.address({**self.chosen, facet: values})

    def address(self, chosen: dict[str, Any], page: int = 1) -> str:
        """Return the address that asks for ``chosen``."""
        pairs = [(name, chosen[name]) for name in OWN if chosen.get(name)]
        if page > 1:
            pairs.append(("page", page))
        return f"{self.path}?{urlencode(pairs, doseq=True)}" if pairs else self.path

    @property
    def pages(self) -> list[dict[str, Any]]:
        """Return the pages for the pager."""
        return [
            {"number": number, "url": self.address(self.chosen, number), "current": number == self.number}
            for number in range(1, self.last + 1)
        ]


def _choices(facet: str) -> list[tuple[str, Any]]:
    if facet == "category":
        return [(category.slug, category.name) for category in categories()]
    return {"channel": Channel.choices, "kind": Kind.choices, "fee": Charged.choices}[facet]


def counted_categories() -> list[tuple[ServiceCategory, int]]:
    """Return the categories, each with how many services it has today."""
    counts: dict[int, int] = {}
    for entry in entries().values():
        counts[entry.category.pk] = counts.get(entry.category.pk, 0) + 1
    return [(category, counts.get(category.pk, 0)) for category in categories()]
