"""The drawing: pins within the frame and apart, distances that hold."""

import itertools
import math
import random
from types import SimpleNamespace
from typing import Any

import pytest

from onestop.catalogue.organisations.coordinates import distance_km
from onestop.catalogue.organisations.map import APART, EDGE, HEIGHT, PIN, WIDTH, apart, draw


def place(longitude: float, latitude: float) -> Any:
    return SimpleNamespace(place=(longitude, latitude))


def county(name: str, longitude: float, latitude: float) -> Any:
    return SimpleNamespace(short_name=name, longitude=longitude, latitude=latitude)


HAMI = [county("伊州", 93.51, 42.83), county("巴里坤", 93.02, 43.6), county("伊吾", 94.7, 43.25)]


def test_north_is_up_and_east_is_right() -> None:
    drawing = draw([(1, place(93.51, 42.83)), (2, place(94.7, 43.25))], HAMI)

    south_west, north_east = drawing.pins
    assert south_west.x < north_east.x
    assert south_west.y > north_east.y


@pytest.mark.parametrize("count", [1, 2, 30])
def test_pins_at_one_place_are_drawn_apart_and_within_the_frame(count: int) -> None:
    drawing = draw([(number, place(93.51, 42.83)) for number in range(count)], HAMI)

    spots = [(pin.x, pin.y) for pin in drawing.pins]
    assert all(math.dist(*pair) >= APART - 0.2 for pair in itertools.combinations(spots, 2))
    assert all(0 < x - PIN < WIDTH - 2 * PIN and 0 < y - PIN < HEIGHT - 2 * PIN for x, y in spots)
    assert sum(not pin.moved for pin in drawing.pins) == 1
    assert all(0 < label.text_y < HEIGHT for label in drawing.labels)


def test_pins_that_are_apart_stay_where_they_are() -> None:
    points = [(100.0, 100.0), (100.0 + APART, 100.0)]
    assert apart(points) == points


def test_scattered_pins_never_overlap() -> None:
    chance = random.Random(7)  # noqa: S311 - a drawing, not a secret
    points = [(chance.uniform(EDGE, WIDTH - EDGE), chance.uniform(EDGE, HEIGHT - EDGE)) for _ in range(60)]
    assert all(math.dist(*pair) >= APART - 0.2 for pair in itertools.combinations(apart(points), 2))


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    drawing = draw([], HAMI)

    one, other = drawing.labels[0], drawing.labels[1]
    kilometres = math.dist((one.x, one.y), (other.x, other.y)) * drawing.scale_km / drawing.scale_width
    assert kilometres == pytest.approx(distance_km((93.51, 42.83), (93.02, 43.6)), rel=0.02)


def test_one_place_alone_and_none_at_all() -> None:
    assert len(draw([(1, place(93.5, 42.8))], []).pins) == 1
    assert draw([], []) is None
    assert draw([(1, SimpleNamespace(place=None))], []) is None


def test_distances_on_the_earth() -> None:
    assert distance_km((0, 0), (0, 0)) == 0
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10_007, abs=2)
    assert distance_km((93.514797, 42.827255), (94.697074, 43.254978)) == pytest.approx(107.3, abs=1)
