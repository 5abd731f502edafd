"""What the network page and the API list: public organisations, narrowed by kind, county and open now."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.catalogue.organisations.choices import LAYERS, Kind, Status
from onestop.catalogue.organisations.hours import Now, now_at
from onestop.catalogue.organisations.map import Map, draw
from onestop.catalogue.organisations.models import Organisation, Region
from onestop.site.page_cache import remember

ORDER = (Kind.CENTRE, Kind.STATION, Kind.OUTLET, Kind.PROVIDER, Kind.AUTHORITY)
YES = "1"


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter's choice as a link; ``count``: what it would leave."""

    title: str
    url: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation as it is listed."""

    number: int
    organisation: Organisation
    standing: Status
    now: Now

    @property
    def is_open(self) -> bool:
        """Tell whether its doors are open now; who does not work is not open."""
        return self.standing == Status.RUNNING and self.now.is_open


class Listing:
    """The list for one question.

    Args:
        asked: ``kind``, ``county`` and ``open`` of the address; what is unknown there is left out.
        moment: Now.
    """

    def __init__(self, asked: Mapping[str, Any], moment: dt.datetime | None = None) -> None:
        self.moment = timezone.localtime(moment)
        self.counties = remember("network.counties", _counties)
        kind, county = asked.get("kind", ""), asked.get("county", "")
        self.kind = kind if kind in Kind.values else ""
        self.county = county if county in {each.code for each in self.counties} else ""
        self.open_only = asked.get("open") == YES
        self.ignored = bool((kind and not self.kind) or (county and not self.county))

    @cached_property
    def all(self) -> list[Row]:
        """Return every public organisation, centre first."""
        day = self.moment.date()
        return [
            Row(number, each, each.standing(day), now_at(each, self.moment))
            for number, each in enumerate(places(), start=1)
        ]

    @cached_property
    def rows(self) -> list[Row]:
        """Return what was asked for."""
        return [row for row in self.all if self._fits(row, self.kind, self.county, self.open_only)]

    @staticmethod
    def _fits(row: Row, kind: str, county: str, open_only: bool) -> bool:  # noqa: FBT001 - named by its callers
        place = row.organisation
        return (
            (not kind or place.kind == kind)
            and place.region.code.startswith(county)
            and (not open_only or row.is_open)
        )

    @cached_property
    def groups(self) -> list[tuple[str, list[Row]]]:
        """Return the rows under headings: where requests are taken, then each other kind."""
        named: list[tuple[str, tuple[Kind, ...]]] = [(_("Where requests are taken"), LAYERS)]
        named += [(str(kind.label), (kind,)) for kind in ORDER if kind not in LAYERS]
        groups = [
            (title, [row for row in self.rows if row.organisation.kind in kinds]) for title, kinds in named
        ]
        return [group for group in groups if group[1]]

    @cached_property
    def map(self) -> Map | None:
        """Return the drawing: the network's own places, or the kind that was asked for."""
        shown = [row for row in self.rows if self.kind or row.organisation.kind in LAYERS]
        return draw(((row.number, row.organisation) for row in shown), self.counties)

    @cached_property
    def kinds(self) -> list[Choice]:
        """Return the kinds that there are, with what each would leave."""
        rows = [row for row in self.all if self._fits(row, "", self.county, self.open_only)]
        counts = Counter(row.organisation.kind for row in rows)
        there = {row.organisation.kind for row in self.all}
        everything = Choice(_("All"), self.url(kind=""), len(rows), not self.kind)
        each = [
            Choice(str(kind.label), self.url(kind=kind.value), counts[kind], self.kind == kind)
            for kind in ORDER
            if kind in there
        ]
        return [everything, *each]

    @cached_property
    def county_choices(self) -> list[Choice]:
        """Return the counties, with what each would leave."""
        rows = [row for row in self.all if self._fits(row, self.kind, "", self.open_only)]
        codes = [row.organisation.region.code for row in rows]
        everything = Choice(_("The whole region"), self.url(county=""), len(rows), not self.county)
        each = [
            Choice(
                county.short_name,
                self.url(county=county.code),
                sum(code.startswith(county.code) for code in codes),
                self.county == county.code,
            )
            for county in self.counties
        ]
        return [everything, *each]

    @cached_property
    def open_choice(self) -> Choice:
        """Return the choice of what is open now."""
        rows = [row for row in self.all if self._fits(row, self.kind, self.county, open_only=True)]
        url = self.url(open="" if self.open_only else YES)
        return Choice(_("Open now"), url, len(rows), self.open_only)

    def url(self, **changed: str) -> str:
        """Return the address of the list with other choices."""
        query = {"kind": self.kind, "county": self.county, "open": YES if self.open_only else ""} | changed
        chosen = urlencode({name: value for name, value in query.items() if value})
        return f"/network/?{chosen}" if chosen else "/network/"

    @property
    def seconds(self) -> int:
        """Return for how long what it says of open doors holds."""
        return seconds_until(min((row.now.until for row in self.all), default=self.moment), self.moment)


def places() -> list[Organisation]:
    """Return the public organisations in their order, with all that list and page show; read once.

    Nobody may change them.
    """
    return remember("network.places", _places)


def _places() -> list[Organisation]:
    rows = Organisation.objects.public().select_related(
        "region__parent", "parent__parent", "enterprise_region", "basis_document"
    )
    rows = rows.prefetch_related("hours", "changed_days")
    return sorted(rows, key=lambda each: (ORDER.index(Kind(each.kind)), each.region.code, each.name))


def _counties() -> list[Region]:
    return list(Region.objects.counties())


LONGEST = 300
"""Seconds that a page may be kept that says what is open now."""


def seconds_until(until: dt.datetime, moment: dt.datetime) -> int:
    """Return the seconds until ``until``, between one and five minutes' worth."""
    return max(1, min(LONGEST, int((until - moment).total_seconds())))
