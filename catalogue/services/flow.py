"""The way through a service as a picture: a numbered circle a step, drawn here as SVG.

Colours and type come from the style sheet by class: dark in the dark, black on paper. The
list of steps below it says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

COLUMN, RADIUS, TOP = 120, 19, 24
LINE, FIRST_LINE, BELOW = 21, 66, 30
LONGEST_ROW = 7
PER_LINE = 6
"""Han characters of a name that fit in a column."""


@dataclass(frozen=True, slots=True)
class Station:
    """A step as the picture shows it."""

    name: str
    time: str
    who: str
    yours: bool = False


@lru_cache(maxsize=256)
def draw(stations: tuple[Station, ...], title: str) -> SafeString:
    """Return the picture of ``stations`` as SVG.

    Args:
        stations: in their order.
        title: what the picture shows, for who cannot see it.
    """
    rows = max(1, -(-len(stations) // LONGEST_ROW))
    columns = max(1, -(-len(stations) // rows))
    height = FIRST_LINE + LINE * max((len(_wrapped(each.name)) for each in stations), default=1) + BELOW
    places = [(n % columns * COLUMN, n // columns * height) for n in range(len(stations))]
    parts = [
        _line(places[row * columns : (row + 1) * columns], columns, row == rows - 1) for row in range(rows)
    ]
    parts += [
        _station(number, station, *place)
        for number, (station, place) in enumerate(zip(stations, places, strict=True), start=1)
    ]
    return format_html(
        '<svg class="way" viewBox="0 0 {} {}" role="img" aria-label="{}"><g aria-hidden="true">{}</g></svg>',
        columns * COLUMN,
        rows * height,
        title,
        SafeString("".join(parts)),
    )


def _line(places: Sequence[tuple[int, int]], columns: int, is_last: bool) -> SafeString:  # noqa: FBT001
    """Return the line behind the circles of a row, dashed to the edge where another row follows."""
    if not places or (is_last and len(places) == 1):
        return SafeString("")
    end = places[-1][0] + RADIUS if is_last else columns * COLUMN - 8
    kind = "way__line" if is_last else "way__line is-on"
    return format_html('<path class="{}" d="M{} {}H{}"/>', kind, RADIUS, places[0][1] + TOP, end)


def _station(number: int, station: Station, left: int, top: int) -> SafeString:
    names = _wrapped(station.name)
    below = FIRST_LINE + len(names) * LINE
    lines = [("way__name", FIRST_LINE + n * LINE, text) for n, text in enumerate(names)]
    lines += [("way__time", below, station.time)] if station.time else []
    lines += [("way__who", below + (LINE if station.time else 0), station.who)]
    words = format_html_join(
        "",
        '<text class="{}" x="{}" y="{}">{}</text>',
        ((kind, 0, y, text) for kind, y, text in lines),
    )
    return format_html(
        '<g{} transform="translate({} {})"><circle cx="{}" cy="{}" r="{}"/>'
        '<text class="way__number" x="{}" y="{}">{}</text>{}</g>',
        SafeString(' class="is-yours"') if station.yours else "",
        left,
        top,
        RADIUS + 1,
        TOP,
        RADIUS,
        RADIUS + 1,
        TOP + 6,
        number,
        words,
    )


def _wrapped(name: str) -> list[str]:
    """Return a name in lines that fit a column, at most two."""
    if len(name) <= PER_LINE:
        return [name]
    second = name[PER_LINE:]
    return [name[:PER_LINE], second if len(second) <= PER_LINE else f"{second[: PER_LINE - 1]}…"]
