"""The network as a drawing: places by longitude and latitude, made by the server, offline."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 640
HEIGHT = 460
MARGIN = 84
PIN = 15
"""Radius of a numbered pin."""

APART = 2 * PIN + 3
"""Two pins stand at least so far apart; one that had to give way is tied to its place by a line."""

LONGEST_SCALE = 120
EDGE = PIN + 6
"""No pin stands nearer to the edge of the drawing."""

NEAR = 110
"""The name of a county stands below the pins that are so near to its seat."""

BELOW = 18
SEAT = 46
"""Radius of the mark around a county's seat."""

BOX = 2 * PIN + 2
NAME_WIDTH, NAME_HEIGHT = 120, 28
SCALE_START = 24
SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
KM_PER_DEGREE = 111.2

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered place: where it is and where its number is drawn."""

    number: int
    organisation: Any
    x: float
    y: float
    at_x: float
    at_y: float

    @property
    def box_x(self) -> float:
        """Return the left edge of its box."""
        return round(self.x - BOX / 2, 1)

    @property
    def box_y(self) -> float:
        """Return the upper edge of its box."""
        return round(self.y - BOX / 2, 1)

    @property
    def moved(self) -> bool:
        """Tell whether the number stands beside its place."""
        return (self.x, self.y) != (self.at_x, self.at_y)


@dataclass(frozen=True, slots=True)
class Label:
    """A county: its seat, and how far down its name stands."""

    text: str
    x: float
    y: float
    text_y: float

    @property
    def box_x(self) -> float:
        """Return the left edge of the name's box."""
        return round(self.x - NAME_WIDTH / 2, 1)

    @property
    def box_y(self) -> float:
        """Return the upper edge of the name's box."""
        return round(self.text_y - NAME_HEIGHT / 2, 1)


@dataclass(frozen=True, slots=True)
class Map:
    """What the drawing shows.

    Attributes:
        pins: The places.
        labels: The counties.
        scale_km: Length of the scale bar in kilometres.
        scale_width: And in the drawing.
    """

    pins: tuple[Pin, ...]
    labels: tuple[Label, ...]
    scale_km: int
    scale_width: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def scale_end(self) -> float:
        """Return where the scale bar ends."""
        return round(SCALE_START + self.scale_width, 1)


def draw(numbered: Iterable[tuple[int, Any]], counties: Iterable[Any]) -> Map | None:
    """Return the map of organisations with their numbers in the list; None when there is no place to show.

    Args:
        numbered: Number and organisation; those without coordinates are left out.
        counties: Regions, whose seats are named and always within the picture.
    """
    placed = [(number, each, each.place) for number, each in numbered if each.place]
    seats = [
        (region.short_name, (float(region.longitude), float(region.latitude)))
        for region in counties
        if region.longitude is not None and region.latitude is not None
    ]
    places = [place for _number, _each, place in placed] + [place for _name, place in seats]
    if not places:
        return None
    view = _View(places)
    spots = apart([view.point(place) for _number, _each, place in placed])
    labels = tuple(_label(name, view.point(place), spots) for name, place in seats)
    pins = tuple(
        Pin(number, each, *spot, *view.point(place))
        for (number, each, place), spot in zip(placed, spots, strict=True)
    )
    kilometres = max((km for km in SCALES if km * view.per_km <= LONGEST_SCALE), default=SCALES[0])
    return Map(pins, labels, kilometres, round(kilometres * view.per_km, 1))


def _label(name: str, seat: Place, spots: Sequence[Place]) -> Label:
    """Return a county's name where no pin covers it: below its seat and the pins around."""
    pins = [spot[1] + PIN for spot in spots if math.dist(seat, spot) < NEAR]
    lowest = max([seat[1] + SEAT, *pins])
    return Label(name, *seat, round(min(lowest + BELOW, HEIGHT - NAME_HEIGHT / 2), 1))


class _View:
    """Turns longitude and latitude into the drawing's points: an equirectangular projection that fits."""

    def __init__(self, places: Sequence[Place]) -> None:
        east, north = [place[0] for place in places], [place[1] for place in places]
        self.middle = ((min(east) + max(east)) / 2, (min(north) + max(north)) / 2)
        self.squeeze = math.cos(math.radians(self.middle[1]))
        wide = max((max(east) - min(east)) * self.squeeze, 0.05)
        high = max(max(north) - min(north), 0.05)
        self.per_degree = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)

    @property
    def per_km(self) -> float:
        """Return the length of a kilometre in the drawing."""
        return self.per_degree / KM_PER_DEGREE

    def point(self, place: Place) -> Place:
        """Return where a place is drawn."""
        x = WIDTH / 2 + (place[0] - self.middle[0]) * self.squeeze * self.per_degree
        y = HEIGHT / 2 - (place[1] - self.middle[1]) * self.per_degree
        return round(x, 1), round(y, 1)


def apart(points: Sequence[Place]) -> list[Place]:
    """Return the points, each moved as little as needed so that no two are nearer than ``APART``."""
    spots: list[Place] = []
    for point in points:
        spots.append(next(spot for spot in _around(point) if all(_free(spot, other) for other in spots)))
    return spots


def _free(spot: Place, other: Place) -> bool:
    return math.dist(spot, other) >= APART


def _around(point: Place) -> Iterable[Place]:
    """Yield the point, then places around it, farther and farther."""
    yield point
    ring = 1
    while True:
        for step in range(8 * ring):
            angle = 2 * math.pi * step / (8 * ring) - math.pi / 4
            x = point[0] + ring * APART / 2 * math.cos(angle)
            y = point[1] + ring * APART / 2 * math.sin(angle)
            if EDGE <= x <= WIDTH - EDGE and EDGE <= y <= HEIGHT - EDGE:
                yield round(x, 1), round(y, 1)
        ring += 1
