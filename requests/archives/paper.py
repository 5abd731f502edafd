"""An archive as one PDF that the server makes: cover, list, and of each item catalogue and content (6.1).

The font comes with the code, and each PDF holds the signs of it that it uses: it looks the same everywhere,
and its text can be chosen and searched. A sign that the font lacks, in a rare name, is left to the Chinese
font that PDF knows by name (Adobe-GB1). No colour, for any printer.
"""

import functools
import io
import itertools
from collections.abc import Container, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onestop.requests.archives.shown import Line, Part, ShownItem, show

if TYPE_CHECKING:
    from onestop.requests.archives.exporting import Export

FONT, SPARE = "WenQuanYi Micro Hei", "STSong-Light"
FILE = Path(__file__).with_name("fonts") / "wqy-microhei.ttf"
EDGE, FOOT = 20 * mm, 24 * mm
SMALL = 8


@functools.cache
def drawn() -> Container[int]:
    """Return the signs that the font draws; it is read by the first PDF of a process."""
    font = TTFont(FONT, str(FILE))
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFont(UnicodeCIDFont(SPARE))
    signs: dict[int, int] = font.face.charToGlyph
    return signs


def _style(size: float, **more: Any) -> ParagraphStyle:
    given = {"fontName": FONT, "fontSize": size, "leading": size * 1.5, "wordWrap": "CJK"} | more
    return ParagraphStyle(f"{size}", **given)


BODY = _style(10)
INDENTED = _style(10, leftIndent=8 * mm)
TITLE = _style(24, alignment=1, spaceAfter=20 * mm)
COVER = _style(13, spaceAfter=4 * mm)
ITEM = _style(15, spaceAfter=3 * mm, keepWithNext=1)
PART = _style(12, spaceBefore=5 * mm, spaceAfter=1 * mm, keepWithNext=1)
HASH = _style(6, leading=8)
MARK = _style(SMALL, leading=10)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def write(export: "Export") -> bytes:
    """Return the archive as a PDF; the mark and the number of the page stand below every page."""
    drawn()
    out = io.BytesIO()
    paper = SimpleDocTemplate(
        out,
        pagesize=A4,
        initialFontName=FONT,
        leftMargin=EDGE,
        rightMargin=EDGE,
        topMargin=EDGE,
        bottomMargin=FOOT,
        title=f"{_('Quality archive of an enterprise')} {export.enterprise.name}",
        subject=export.watermark,
        creator=_("One-stop quality service platform"),
        lang="zh-CN",
    )
    shown = [show(item, inside=export.inside) for item in export.items]
    story = [*_cover(export), *_list(shown)]
    for each in shown:
        story += [PageBreak(), *_item(each)]

    class Marked(_Numbered):
        mark = export.watermark

    paper.build(story, canvasmaker=Marked)
    return out.getvalue()


class _Numbered(Canvas):
    """Keeps the pages until their number is known, then writes mark and number below each."""

    mark = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            self._foot(number, len(self._kept))
            super().showPage()
        super().save()

    def _foot(self, number: int, of: int) -> None:
        mark = _text(self.mark, MARK)
        _width, height = mark.wrapOn(self, A4[0] - 2 * EDGE, FOOT)
        mark.drawOn(self, EDGE, FOOT - 2 * mm - height)
        self.setFont(FONT, SMALL)
        self.drawCentredString(A4[0] / 2, 7 * mm, f"{number} / {of}")


def _text(words: Any, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(_drawable(str(words)).replace("\n", "<br/>"), style)


def _drawable(words: str) -> str:
    """Return words as reportlab's markup; signs that the font lacks in the spare one."""
    signs = drawn()
    parts = itertools.groupby(words, lambda sign: sign == "\n" or ord(sign) in signs)
    return "".join(
        escape("".join(run)) if known else f'<font name="{SPARE}">{escape("".join(run))}</font>'
        for known, run in parts
    )


def _cover(export: "Export") -> Iterator[Flowable]:
    enterprise, kept = export.enterprise, getattr(export.enterprise, "archive", None)
    yield Spacer(1, 55 * mm)
    yield _text(_("Quality archive of an enterprise"), TITLE)
    rows = [
        (_("enterprise"), enterprise.name),
        (_("Unified social credit code"), enterprise.credit_code or "—"),
        (_("Region"), enterprise.region or "—"),
    ]
    if kept is not None:
        rows += [
            (_("Begun at"), f"{timezone.localtime(kept.opened_at):%Y-%m-%d}"),
            (_("kept for"), kept.longest().label),
            (pgettext("archive", "protection"), kept.get_secrecy_display()),
        ]
    for label, value in rows:
        yield _text(f"{label}：{value}", COVER)
    yield PageBreak()


def _list(shown: list[ShownItem]) -> Iterator[Flowable]:
    """Yield the list of the sealed items."""
    yield _text(_("List of the sealed items"), ITEM)
    if not shown:
        yield _text(_("Nothing is sealed yet."))
        return
    heads = [_("number"), _("title of the item"), _("sealed at"), _("kept until")]
    rows = [
        [
            each.item.number,
            each.item.title,
            f"{timezone.localtime(each.item.sealed_at):%Y-%m-%d}",
            str(each.item.retain_until or _("permanent")),
        ]
        for each in shown
    ]
    yield _table([heads, *rows], [46, 70, 27, 27])


def _item(shown: ShownItem) -> Iterator[Flowable]:
    """Yield an item: its catalogue with the hash of each part, its seal, and its content."""
    item = shown.item
    yield _text(f"{item.number} {item.title}", ITEM)
    yield _text(_("Catalogue"), PART)
    heads = [pgettext("archive", "Part"), _("Number of entries"), _("Hash")]
    rows = [[part.title, part.count, _text(part.digest or "—", HASH)] for part in shown.parts]
    yield _table([heads, *rows], [50, 25, 95])
    yield Spacer(1, 2 * mm)
    yield _text(f"{_('sealed at')}：{timezone.localtime(item.sealed_at):%Y-%m-%d %H:%M}")
    yield _text(f"{_('kept until')}：{item.retain_until or _('permanent')}")
    yield _text(_("Hash of the seal"))
    yield _text(item.digest, HASH)
    for part in shown.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[Flowable]:
    yield _text(part.title, PART)
    for line in part.lines:
        yield from _line(line)
    for row in part.rows:
        yield HRFlowable(width="100%", thickness=0.5, color="black", spaceBefore=2, spaceAfter=2)
        for label, value in row:
            yield _text(f"{label}：{value}")


def _line(line: Line) -> Iterator[Flowable]:
    who = f"（{line.who}）" if line.who else ""
    yield _text(f"{line.at}　{line.what}{who}")
    if line.recorded_at:
        words = {"at": line.recorded_at, "reason": line.late_reason}
        yield _text(_("Written down later, on %(at)s: %(reason)s") % words, INDENTED)
    if line.text:
        yield _text(line.text, INDENTED)


def _table(rows: list[list[Any]], widths: list[int]) -> Table:
    """Return a table whose head is on every page it goes on; ``widths`` in millimetres."""
    cells = [[each if isinstance(each, Flowable) else _text(each) for each in row] for row in rows]
    return Table(cells, colWidths=[width * mm for width in widths], style=GRID, repeatRows=1, hAlign="LEFT")
