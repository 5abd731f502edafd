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
SIGN = 13
"""Width of a character on an arrow."""


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
    labels = {(flow.start, flow.end): len(flow.label) for flow in figure.flows}
    for row, stage in enumerate(figure.stages):
        keys = [step.key for step in stage.steps]
        gaps = [max(GAP, labels.get(pair, 0) * SIGN + SIGN) for pair in pairwise(keys)]
        width = min((room - sum(gaps)) / len(keys), WIDEST)
        left = LABEL + (room - width * len(keys) - sum(gaps)) / 2
        for place, (key, gap) in enumerate(zip(keys, [*gaps, 0], strict=True)):
            boxes[key] = Box(row, place, left, TOP + row * ROW, width)
            left += width + gap
    return boxes


def svg(figure: Figure) -> SafeString:
    """Return the drawing; colours come from the page's style sheet, words stand in it as text."""
    boxes = places(figure)
    height = TOP + ROW * (len(figure.stages) - 1) + BOX_HEIGHT + TOP
    return format_html(
        '<svg class="flow" viewBox="0 0 {} {}" role="img" aria-labelledby="flow-title flow-text">'
        '<title id="flow-title">{}</title><desc id="flow-text">{}</desc><g aria-hidden="true">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
        ' orient="auto-start-reverse"><path class="flow__tip" d="M0 0 8 4 0 8z"/></marker></defs>'
        "{}{}{}</g></svg>",
        WIDTH,
        height,
        _("How a request is served"),
        _("The same steps stand below as a numbered list."),
        _bands(figure),
        format_html_join("", "{}", ((_arrow(flow, boxes),) for flow in figure.flows)),
        _boxes(figure, boxes),
    )


def _bands(figure: Figure) -> SafeString:
    """Return the names of the stages at the left, each with a line below its row."""
    return format_html_join(
        "",
        '<text class="flow__stage" x="0" y="{}">{}</text><text class="flow__clause" x="0" y="{}">{}</text>',
        (
            (TOP + row * ROW + 24, stage.name, TOP + row * ROW + 44, stage.clause)
            for row, stage in enumerate(figure.stages)
        ),
    )


def _boxes(figure: Figure, boxes: dict[str, Box]) -> SafeString:
    numbered = enumerate(figure.steps.items(), start=1)
    return format_html_join("", "{}", ((_box(boxes[key], n, step.name),) for n, (key, step) in numbered))


def _box(box: Box, number: int, name: str) -> SafeString:
    lines = _lines(number, name, box.width)
    first = box.y + BOX_HEIGHT / 2 + 6 - 10 * (len(lines) - 1)
    words = format_html_join(
        "",
        '<tspan x="{}" y="{}">{}</tspan>',
        ((box.middle, first + 20 * index, line) for index, line in enumerate(lines)),
    )
    return format_html(
        '<g><rect class="flow__box" x="{}" y="{}" width="{}" height="{}" rx="8"/>'
        '<text class="flow__name">{}</text></g>',
        *(box.x, box.y, box.width, BOX_HEIGHT),
        words,
    )


def _lines(number: int, name: str, width: float) -> list[str]:
    """Return the number and the name in at most two lines."""
    if len(name) * 15 + 30 <= width:
        return [f"{number} {name}"]
    half = (len(name) + 1) // 2
    return [f"{number} {name[:half]}", name[half:]]


def _arrow(flow: Flow, boxes: dict[str, Box]) -> SafeString:
    start, end = boxes[flow.start], boxes[flow.end]
    path, label_x, label_y = _way(start, end)
    label = (
        format_html('<text class="flow__label" x="{}" y="{}">{}</text>', label_x, label_y, flow.label)
        if flow.label
        else ""
    )
    return format_html('<path class="flow__way" d="{}" marker-end="url(#tip)"/>{}', path, label)


def _way(start: Box, end: Box) -> tuple[str, float, float]:
    """Return the path of an arrow and where its label stands."""
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
    lane = WIDTH - 30
    above = end.y - 9
    path = f"M{start.x + start.width} {middle}H{lane}V{above}H{end.middle + 20}V{end.y}"
    return path, lane, (middle + above) / 2


def words(figure: Figure) -> Iterator[str]:
    """Yield everything that is written in the drawing, for tests and readers without pictures."""
    for stage in figure.stages:
        yield stage.name
        for step in stage.steps:
            yield step.name
