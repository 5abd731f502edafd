"""The figure as SVG: a row a stage, arrows down from row to row, other ways through the right margin."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onestop.home.process.figure import Figure, Flow

WIDTH = 760
LABEL, MARGIN = 104, 60
BOX_HEIGHT, GAP, ROW, WIDEST = 54, 26, 116, 190
TOP = 14
LANE, LANES = 14, 3
"""Distance of the lanes in the right margin, and how many there are."""

SIGN = 13
"""Width of a character on an arrow."""


FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the look (tokens.css) that the drawing uses: a picture knows no style sheet."""

    ground: str
    text: str
    muted: str
    stage: str
    box: str
    edge: str
    way: str
    label: str


LIGHT = Palette("#ffffff", "#1b2126", "#55606a", "#0f5c6b", "#e7f1f2", "#0f5c6b", "#78838b", "#a84306")
DARK = Palette("#1b2227", "#f0f3f5", "#b4bec6", "#7cc4d3", "#14323a", "#7cc4d3", "#8d99a2", "#f5b066")


@dataclass(frozen=True, slots=True)
class Box:
    """Where a step stands: its row, its place in it, its corner and width."""

    row: int
    place: int
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        """The middle of the box from the left."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + BOX_HEIGHT


def places(figure: Figure) -> dict[str, Box]:
    """Return where each step stands, by its key."""
    boxes = {}
    room = WIDTH - LABEL - MARGIN
    labels = {(flow.start, flow.end): len(flow.label) for flow in _drawn(figure) if flow.labelled}
    for row, stage in enumerate(figure.stages):
        keys = [step.key for step in stage.steps]
        gaps = [max(GAP, labels.get(pair, 0) * SIGN + SIGN) for pair in pairwise(keys)]
        width = min((room - sum(gaps)) / len(keys), WIDEST)
        left = LABEL + (room - width * len(keys) - sum(gaps)) / 2
        for place, (key, gap) in enumerate(zip(keys, [*gaps, 0], strict=True)):
            boxes[key] = Box(row, place, left, TOP + row * ROW, width)
            left += width + gap
    return boxes


def size(figure: Figure) -> tuple[int, int]:
    """Return width and height of the drawing."""
    return WIDTH, TOP + ROW * (len(figure.stages) - 1) + BOX_HEIGHT + TOP


def svg(figure: Figure, ink: Palette = LIGHT) -> SafeString:
    """Return the drawing as a picture of its own: colours as attributes, words as text."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="{}">'
        '<title>{}</title><defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"'
        ' markerHeight="8" orient="auto-start-reverse"><path fill="{}" d="M0 0 8 4 0 8z"/></marker></defs>'
        '<g fill="{}" font-weight="600">{}</g><g fill="none" stroke="{}" stroke-width="1.6">{}</g>'
        '<g fill="{}" font-size="13" text-anchor="middle" paint-order="stroke" stroke="{}"'
        ' stroke-width="5">{}</g><g fill="{}" stroke="{}" stroke-width="1.5">{}</g></svg>',
        *size(figure),
        FONT,
        _("How a request is served"),
        ink.way,
        *(ink.stage, _bands(figure, ink)),
        *(ink.way, format_html_join("", '<path d="{}" marker-end="url(#tip)"/>', _ways(figure))),
        *(ink.label, ink.ground, format_html_join("", '<text x="{}" y="{}">{}</text>', _labels(figure))),
        *(ink.box, ink.edge, _boxes(figure, ink)),
    )


def _drawn(figure: Figure) -> list[Flow]:
    return [flow for flow in figure.flows if flow.drawn]


def _led(figure: Figure) -> Iterator[tuple[Flow, tuple[str, float, float]]]:
    """Yield the drawn arrows with their ways; each that goes through the margin has a lane of its own."""
    boxes, lanes = places(figure), 0
    for flow in _drawn(figure):
        start, end = boxes[flow.start], boxes[flow.end]
        yield flow, _way(start, end, lanes)
        lanes += start.row != end.row and end.row != start.row + 1


def _ways(figure: Figure) -> Iterator[tuple[str]]:
    return ((way[0],) for _flow, way in _led(figure))


def _labels(figure: Figure) -> Iterator[tuple[float, float, str]]:
    for flow, (_path, x, y) in _led(figure):
        if flow.label and flow.labelled:
            yield x, y, flow.label


def _bands(figure: Figure, ink: Palette) -> SafeString:
    """Return the names of the stages at the left, each with its clause."""
    return format_html_join(
        "",
        '<text font-size="17" y="{}">{}</text>'
        '<text font-size="13" font-weight="400" fill="{}" y="{}">{}</text>',
        (
            (TOP + row * ROW + 24, stage.name, ink.muted, TOP + row * ROW + 44, stage.clause)
            for row, stage in enumerate(figure.stages)
        ),
    )


def _boxes(figure: Figure, ink: Palette) -> SafeString:
    boxes = places(figure)
    numbered = enumerate(figure.steps.items(), start=1)
    return format_html_join("", "{}", ((_box(boxes[key], n, step.name, ink),) for n, (key, step) in numbered))


def _box(box: Box, number: int, name: str, ink: Palette) -> SafeString:
    lines = _lines(number, name, box.width)
    first = box.y + BOX_HEIGHT / 2 + 6 - 10 * (len(lines) - 1)
    words = format_html_join(
        "",
        '<tspan x="{}" y="{}">{}</tspan>',
        ((box.middle, first + 20 * index, line) for index, line in enumerate(lines)),
    )
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="8"/>'
        '<text font-size="15" font-weight="600" text-anchor="middle" fill="{}" stroke="none">{}</text>',
        *(box.x, box.y, box.width, BOX_HEIGHT, ink.text),
        words,
    )


def _lines(number: int, name: str, width: float) -> list[str]:
    """Return the number and the name in at most two lines."""
    if len(name) * 15 + 30 <= width:
        return [f"{number} {name}"]
    half = (len(name) + 1) // 2
    return [f"{number} {name[:half]}", name[half:]]


def _way(start: Box, end: Box, lanes: int = 0) -> tuple[str, float, float]:
    """Return the path of an arrow and where its label stands; ``lanes`` of the margin are taken."""
    middle = start.y + BOX_HEIGHT / 2
    if start.row == end.row and end.place == start.place + 1:
        return f"M{start.x + start.width} {middle}H{end.x}", (start.x + start.width + end.x) / 2, middle - 8
    if start.row == end.row:
        low = start.bottom + 16
        path = f"M{start.middle - 14} {start.bottom}V{low}H{end.middle + 14}V{end.bottom}"
        return path, (start.middle + end.middle) / 2, low + 14
    if end.row == start.row + 1:
        turn = end.y - 18
        return f"M{start.middle} {start.bottom}V{turn}H{end.middle}V{end.y}", end.middle + 8, turn - 6
    lane = WIDTH - 30 + LANE * (1 - lanes if lanes < LANES else 0)
    above = end.y - 9
    path = f"M{start.x + start.width} {middle}H{lane}V{above}H{end.middle + 20}V{end.y}"
    return path, lane, (middle + above) / 2


def words(figure: Figure) -> Iterator[str]:
    """Yield everything that is written in the drawing, for tests and readers without pictures."""
    for stage in figure.stages:
        yield stage.name
        for step in stage.steps:
            yield step.name
