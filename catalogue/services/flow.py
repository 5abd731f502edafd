"""The way through a service as a picture: a numbered circle a step, drawn here as SVG.

Colours and type come from the style sheet by class: dark in the dark, black on paper. The
list of steps below it says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

COLUMN, RADIUS, TOP = 120, 19, 24
ROW = 132
LINE, FIRST_LINE = 21, 66
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


def draw(stations: Sequence[Station], title: str, longest_row: int = LONGEST_ROW) -> SafeString:
    """Return the picture of ``stations`` as SVG.

    Args:
        stations: in their order.
        title: what the picture shows, for who cannot see it.
        longest_row: how many stand beside each other.
    """
    rows = -(-len(stations) // longest_row)
    columns = -(-len(stations) // rows) if rows else 1
    places = [(n % columns, n // columns) for n in range(len(stations))]
    parts = [_line(places, columns)]
    parts += [
        _station(number, station, *place)
        for number, (station, place) in enumerate(zip(stations, places, strict=True), start=1)
    ]
    return format_html(
        '<svg class="way" viewBox="0 0 {} {}" role="img" aria-label="{}" focusable="false">{}</svg>',
        columns * COLUMN,
        max(rows, 1) * ROW,
        title,
        SafeString("".join(parts)),
    )


def _line(places: Sequence[tuple[int, int]], columns: int) -> SafeString:
    """Return the line behind the circles of each row, with an arrow at its end where another row follows."""
    lines = []
    last_row = places[-1][1] if places else -1
    for row in range(last_row + 1):
        last = max(column for column, its_row in places if its_row == row)
        end = last * COLUMN + RADIUS if row == last_row else columns * COLUMN - 8
        if end > RADIUS:
            lines.append(
                (RADIUS, row * ROW + TOP, end, "way__line" if row == last_row else "way__line is-on")
            )
    return format_html_join("", '<path class="{3}" d="M{0} {1}H{2}"/>', lines)


def _station(number: int, station: Station, column: int, row: int) -> SafeString:
    left, top = column * COLUMN, row * ROW
    names = _wrapped(station.name)
    below = FIRST_LINE + len(names) * LINE
    texts = [("way__name", FIRST_LINE + n * LINE, text) for n, text in enumerate(names)]
    texts += [("way__time", below, station.time), ("way__who", below + LINE, station.who)]
    words = format_html_join(
        "",
        '<text class="{}" x="{}" y="{}">{}</text>',
        ((kind, left, top + y, text) for kind, y, text in texts),
    )
    return format_html(
        '<g{}><circle cx="{}" cy="{}" r="{}"/><text class="way__number" x="{}" y="{}">{}</text>{}</g>',
        SafeString(' class="is-yours"') if station.yours else "",
        left + RADIUS + 1,
        top + TOP,
        RADIUS,
        left + RADIUS + 1,
        top + TOP + 6,
        number,
        words,
    )


def _wrapped(name: str) -> list[str]:
    """Return a name in lines that fit a column, at most two."""
    if len(name) <= PER_LINE:
        return [name]
    second = name[PER_LINE:]
    return [name[:PER_LINE], second if len(second) <= PER_LINE else f"{second[: PER_LINE - 1]}…"]
