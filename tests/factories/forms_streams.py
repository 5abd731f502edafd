"""What the script of Wagtail's editor would send of a StreamField: a block of every kind, at every depth."""

from collections.abc import Iterator
from typing import Any

from django import forms

from wagtail import blocks
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

Sent = tuple[str, str, str | None]
"""Name, kind and value of a control."""

DEEPEST = 4


def stream_controls(block: blocks.BaseBlock, value: Any, name: str) -> list[Sent]:
    """Return what is sent of ``value``, with one more block of each kind that it may have."""
    return list(_sent(block, block.get_form_state(value), name, 0))


def _sent(block: Any, state: Any, name: str, depth: int) -> Iterator[Sent]:
    if isinstance(block, blocks.StreamBlock):
        yield from _stream(block, state or [], name, depth)
    elif isinstance(block, blocks.ListBlock):
        yield from _list(block, state or [], name, depth)
    elif isinstance(block, TypedTableBlock):
        yield from _table(block, name)
    elif isinstance(block, blocks.StructBlock):
        for child, its in block.child_blocks.items():
            yield from _sent(its, (state or {}).get(child), f"{name}-{child}", depth)
    else:
        yield from _field(block, state, name)


def _stream(block: Any, state: list[Any], name: str, depth: int) -> Iterator[Sent]:
    more = [] if depth >= DEEPEST else list(block.child_blocks.values())
    new = [{"type": each.name, "value": each.get_form_state(each.get_default()), "id": ""} for each in more]
    items = [*state, *new]
    yield f"{name}-count", "managed", str(len(items))
    for number, item in enumerate(items):
        at = f"{name}-{number}"
        yield f"{at}-type", "hidden", item["type"]
        yield from _item(at, number, item)
        yield from _sent(block.child_blocks[item["type"]], item["value"], f"{at}-value", depth + 1)


def _list(block: Any, state: list[Any], name: str, depth: int) -> Iterator[Sent]:
    items = state or [{"value": block.child_block.get_form_state(block.child_block.get_default()), "id": ""}]
    yield f"{name}-count", "managed", str(len(items))
    for number, item in enumerate(items):
        yield from _item(f"{name}-{number}", number, item)
        yield from _sent(block.child_block, item["value"], f"{name}-{number}-value", depth + 1)


def _item(at: str, number: int, item: dict[str, Any]) -> Iterator[Sent]:
    yield f"{at}-order", "managed", str(number)
    yield f"{at}-deleted", "hidden", ""
    yield f"{at}-id", "hidden", item.get("id") or ""


def _table(block: Any, name: str) -> Iterator[Sent]:
    kinds = list(block.child_blocks)
    yield f"{name}-caption", "text", ""
    yield f"{name}-column-count", "managed", str(len(kinds))
    yield f"{name}-row-count", "managed", "1"
    yield f"{name}-row-0-order", "managed", "0"
    yield f"{name}-row-0-deleted", "hidden", ""
    for number, kind in enumerate(kinds):
        yield f"{name}-column-{number}-type", "hidden", kind
        yield f"{name}-column-{number}-order", "managed", str(number)
        yield f"{name}-column-{number}-deleted", "hidden", ""
        yield f"{name}-column-{number}-heading", "text", ""
        yield from _sent(block.child_blocks[kind], None, f"{name}-cell-0-{number}", DEEPEST)


def _field(block: Any, state: Any, name: str) -> Iterator[Sent]:
    field = getattr(block, "field", None)
    if field is None:
        return
    if isinstance(field, forms.BooleanField):
        yield name, "tick", "on" if state else None
        return
    value = state.get("id") if isinstance(state, dict) else state
    yield name, _kind(field), "" if value is None else str(value)


def _kind(field: forms.Field) -> str:
    if isinstance(field.widget, DraftailRichTextArea):
        return "rich"
    for classes, kind in KINDS:
        if isinstance(field, classes):
            return kind
    return "text"


KINDS: tuple[tuple[Any, str], ...] = (
    (forms.ModelChoiceField, "reference"),
    (forms.ChoiceField, "choice"),
    (forms.IntegerField, "number"),
    ((forms.DateField, forms.DateTimeField, forms.TimeField), "date"),
    (forms.FileField, "file"),
)
