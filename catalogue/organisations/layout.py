"""布局分析 (clause 4.1.1.3): stations, outlets and enterprises of each county, and where one is missing."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from onestop.catalogue.organisations import hooks
from onestop.catalogue.organisations.choices import LAYERS, Kind, Status
from onestop.catalogue.organisations.coordinates import distance_km
from onestop.catalogue.organisations.models import Organisation, Region
from onestop.site import hooks as site_hooks

COMING = (Status.PLANNED, Status.NOTICE)


@dataclass(frozen=True, slots=True)
class County:
    """A row of the layout.

    Attributes:
        region: The county.
        working: Working organisations of each kind of layer.
        planned: Stations that are in preparation or on notice.
        figures: What apps to the right count there, by label: enterprises, requests.
        nearest_km: From the county's seat to the nearest working centre or station; None: not known.
    """

    region: Region
    working: Counter[str]
    planned: int
    figures: dict[str, int] = field(default_factory=dict)
    nearest_km: float | None = None

    @property
    def stations(self) -> int:
        """Return the number of working stations."""
        return self.working[Kind.STATION]

    @property
    def outlets(self) -> int:
        """Return the number of working outlets."""
        return self.working[Kind.OUTLET]

    @property
    def is_gap(self) -> bool:
        """Tell whether the county has no working station."""
        return not self.stations


def layout(on: dt.date | None = None) -> list[County]:
    """Return the counties of the site's region with what they have; the numbers are direct counts."""
    counties = list(Region.objects.counties())
    figures = list(site_hooks.collect(hooks.REGION_FIGURES, [county.code for county in counties]))
    return _counted(counties, on or timezone.localdate(), figures)


def gaps(on: dt.date | None = None) -> list[County]:
    """Return the counties without a working station."""
    counted = _counted(list(Region.objects.counties()), on or timezone.localdate(), [])
    return [county for county in counted if county.is_gap]


def _counted(counties: list[Region], day: dt.date, figures: list[Any]) -> list[County]:
    places = list(Organisation.objects.filter(kind__in=LAYERS).with_standing(day).select_related("region"))
    running = [each for each in places if each.takes_requests(day)]
    return [_county(county, places, running, figures, day) for county in counties]


def _county(
    region: Region, places: list[Any], running: list[Any], figures: list[Any], day: dt.date
) -> County:
    here = [each for each in places if each.region.code.startswith(region.code)]
    working = Counter(each.kind for each in here if each in running)
    coming = sum(each.kind == Kind.STATION and each.standing(day) in COMING for each in here)
    return County(
        region,
        working,
        coming,
        {str(label): numbers.get(region.code, 0) for label, numbers in figures},
        _nearest(region, [each for each in running if each.kind in {Kind.CENTRE, Kind.STATION}]),
    )


def _nearest(region: Region, places: list[Any]) -> float | None:
    if region.longitude is None or region.latitude is None:
        return None
    seat = (float(region.longitude), float(region.latitude))
    distances = [distance_km(seat, each.place) for each in places if each.place]
    return round(min(distances), 1) if distances else None
