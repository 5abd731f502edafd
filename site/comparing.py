"""Two versions of a page beside each other, in the words of its form.

Wagtail's comparison writes Python's ``None``, ``True`` and the codes of choices. Where a field or a part of a
block holds one of these, the classes here say 是, 否, the choice's label, or nothing.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail import blocks
from wagtail.admin import compare

VALUES = (
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.FloatField,
    models.IntegerField,
    models.TimeField,
)
"""Fields that are not text; what is derived from them (a date with its time, a small number) is meant too."""


def in_words(value: Any) -> str:
    """Return a value as a reader would write it; nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{local:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, dt.date) else str(localize(value))


def difference(before: str, after: str) -> SafeString:
    """Return two texts, the first struck out; what is empty leaves no trace."""
    changes = [("deletion", before)] if before else []
    changes += [("addition", after)] if after else []
    return compare.TextDiff(changes).to_html()


class ValueComparison(compare.FieldComparison):
    """A number, a date, a box to tick."""

    def htmldiff(self) -> SafeString:
        """Return both values in words, or the one if it has not changed."""
        before, after = in_words(self.val_a), in_words(self.val_b)
        return difference(before, after) if self.has_changed() else escape(before)


class TextComparison(compare.TextFieldComparison):
    """A text of several lines; a form sends their ends in another way than a file has them."""

    def __init__(self, field: Any, before: Any, after: Any) -> None:
        super().__init__(field, before, after)
        self.val_a, self.val_b = (
            (field.value_from_object(each) or "").replace("\r\n", "\n") for each in (before, after)
        )


class RelatedComparison(compare.ForeignObjectComparison):
    """What is chosen from a list: a page, a file, an organisation, or nothing."""

    def htmldiff(self) -> SafeString:
        """Return the names of both, or the one if it has not changed."""
        before, after = (str(found) if found else "" for found in self.get_objects())
        return difference(before, after) if self.has_changed() else escape(before)


def register() -> None:
    """Tell Wagtail's admin to compare ``VALUES`` and relations in words."""
    compare.register_comparison_class(models.ForeignKey, comparison_class=RelatedComparison)
    compare.register_comparison_class(models.TextField, comparison_class=TextComparison)
    for field in VALUES:
        compare.register_comparison_class(field, comparison_class=ValueComparison)


class PartsComparison(compare.StructBlockComparison):
    """The parts of a block, those alone that say something in one of the versions."""

    def htmlvalue(self, val: Any) -> SafeString:
        """Return what the parts say."""
        return _listed((block.label, self._one(block, val.get(name))) for name, block in self._parts())

    def htmldiff(self) -> SafeString:
        """Return what the parts said and say."""
        rows = [
            (block.label, self._both(block, self.val_a.get(name), self.val_b.get(name)))
            for name, block in self._parts()
        ]
        return _listed(rows)

    def _parts(self) -> list[tuple[str, Any]]:
        return list(self.block.child_blocks.items())

    def _one(self, block: Any, value: Any) -> str:
        words = _plain(block, value)
        if words is not None:
            return escape(words)
        kind = compare.get_comparison_class_for_block(block)
        text: str = kind(block, True, True, value, value).htmlvalue(value)
        return text

    def _both(self, block: Any, before: Any, after: Any) -> str:
        first, second = _plain(block, before), _plain(block, after)
        if first is not None and second is not None:
            text: str = compare.diff_text(first, second).to_html()
        elif before is None or after is None:
            kind, value = ("addition", after) if before is None else ("deletion", before)
            text = format_html('<span class="{}">{}</span>', kind, self._one(block, value))
        else:
            comparison = compare.get_comparison_class_for_block(block)
            text = comparison(block, True, True, before, after).htmldiff()
        return text


class Compared:
    """Mixin for a ``StructBlock`` whose versions are compared in words. It stands before Wagtail's class."""

    def get_comparison_class(self) -> type[PartsComparison]:
        """Return how two versions of the block are set beside each other."""
        return PartsComparison


def _plain(block: Any, value: Any) -> str | None:
    """Return what a simple value says; ``None`` for what Wagtail shows well itself, such as rich text."""
    if isinstance(block, blocks.ChoiceBlock):
        labels = {str(code): str(label) for code, label in block.field.choices}
        return labels.get(str(value or ""), in_words(value))
    if isinstance(value, str):
        return value
    if value is None and not isinstance(block, (blocks.RichTextBlock, blocks.BaseStructBlock)):
        return ""
    return in_words(value) if isinstance(value, bool | int | float | Decimal | dt.date) else None


def _listed(rows: Iterable[tuple[Any, str]]) -> SafeString:
    said = [(label, text) for label, text in rows if text]
    parts = format_html_join("\n", "    <dt>{}</dt>\n    <dd>{}</dd>", said)
    return format_html("<dl>\n{}\n</dl>", parts)
