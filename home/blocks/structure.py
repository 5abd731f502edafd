"""Blocks that order what they hold: table, steps, accordion."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from onestop.home.blocks.writing import text_block
from onestop.site.comparing import Compared

FEWEST_STEPS = 2
"""One step is no way."""


class TableBlock(TypedTableBlock):
    """A table with a caption and a heading above every column; the first cell names the row."""

    def __init__(self, **kwargs: Any) -> None:
        cells = [
            ("text", blocks.CharBlock(required=False, label=_("Text"))),
            ("number", blocks.FloatBlock(required=False, label=_("Figure"))),
        ]
        super().__init__(cells, **kwargs)

    def get_context(self, value: TypedTable, parent_context: Any = None) -> dict[str, Any]:
        """Add the rows as pairs of heading and cell: on a phone each cell says what it is."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        headings = [column["heading"] for column in value.columns]
        context["rows"] = [list(zip(headings, row, strict=False)) for row in value.rows]
        return context

    class Meta:
        icon = "table"
        label = _("Table with headings")
        template = "home/blocks/table.html"


class StepBlock(Compared, blocks.StructBlock):
    """One step: what is done, by whom or how long, and more if it is needed."""

    title = blocks.CharBlock(max_length=40, label=_("one step"))
    note = blocks.CharBlock(required=False, max_length=60, label=_("who, how long"))
    text = blocks.TextBlock(required=False, max_length=400, label=_("text"))


def steps_block(**kwargs: Any) -> blocks.ListBlock:
    """Return a block that holds a way in numbered steps."""
    # The form begins with as many as are needed: one would be an error before a word is written.
    return blocks.ListBlock(
        StepBlock(),
        min_num=FEWEST_STEPS,
        default=[{"title": "", "note": "", "text": ""}] * FEWEST_STEPS,
        icon="order",
        label=_("Steps"),
        template="home/blocks/steps.html",
        **kwargs,
    )


class FoldBlock(Compared, blocks.StructBlock):
    """A question and what opens below it."""

    title = blocks.CharBlock(max_length=120, label=_("heading"))
    text = text_block(short=True, label=_("text"))


def accordion_block(**kwargs: Any) -> blocks.ListBlock:
    """Return a block of headings of which each opens its text; printed, all are open."""
    return blocks.ListBlock(
        FoldBlock(),
        icon="collapse-down",
        label=_("Accordion"),
        template="home/blocks/accordion.html",
        **kwargs,
    )
