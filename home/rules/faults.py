"""What is wrong with a page, in words for its editor."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from onestop.home.rules.headings import heading_faults

FILE_NAME = re.compile(r"[\w.-]+", re.ASCII)
"""IMG_2034, scale-2.jpg: no word of Chinese, no second word."""


class Weight(StrEnum):
    """An error stops publishing; a warning is for the list of things to do."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to change.

    Attributes:
        field: Name of the page's field, empty for the page as a whole.
        message: What is wrong and what to do.
        weight: How much it matters.
        code: A short name that stays the same, for lists and tests.
        place: Which block of the field, counted from 0, where one is to blame.
    """

    field: str
    message: str
    code: str
    weight: Weight = Weight.ERROR
    place: int | None = None


def faults(page: Page) -> list[Fault]:
    """Return everything that is wrong with ``page`` (a specific page), errors first.

    A page type adds its own rules by a method ``own_faults() -> Iterable[Fault]``.
    """
    own: Iterable[Fault] = getattr(page, "own_faults", tuple)()
    found = [*own, *_of_texts(page)]
    return sorted(found, key=lambda fault: fault.weight is not Weight.ERROR)


def _of_texts(page: Page) -> Iterator[Fault]:
    """Yield what is wrong in the rich text and the blocks of ``page``."""
    for field in page._meta.get_fields():  # noqa: SLF001 - Django's public API of models
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            yield from _of_pictures(field.name, value)
            yield from _of_tables(field.name, value)
            texts = [str(child.value.source) for child in value if child.block_type == "text"]
        elif isinstance(field, RichTextField):
            texts = [str(getattr(page, field.name))]
        else:
            continue
        for message in heading_faults("".join(texts)):
            yield Fault(field.name, message, "headings")


def _of_pictures(name: str, value: StreamValue) -> Iterator[Fault]:
    for place, child in enumerate(value):
        if child.block_type == "picture" and not _is_described(child.value):
            message = _("A picture has no alternative text. Say in a few words what it shows.")
            yield Fault(name, message, "alt", place=place)


def _of_tables(name: str, value: StreamValue) -> Iterator[Fault]:
    """Yield what somebody who hears a table could not follow."""
    for place, child in enumerate(value):
        if child.block_type != "table":
            continue
        if not (child.value.caption or "").strip():
            yield Fault(name, _("Give the table a caption: what does it list?"), "table", place=place)
        if not all((column["heading"] or "").strip() for column in child.value.columns):
            yield Fault(name, _("Give every column of the table a heading."), "table", place=place)


def _is_described(value: Any) -> bool:
    """Tell whether a picture says what it shows; the name of a file, which Wagtail fills in, says nothing."""
    image = value.get("image")
    if image is None or image.decorative:
        return True
    words = (image.contextual_alt_text or "").strip()
    return bool(words) and not FILE_NAME.fullmatch(words)
