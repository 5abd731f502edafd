"""Numbers of standards in finished HTML become links to their records, once a paragraph."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onestop.standards.choices import Status
from onestop.standards.mentions.lookup import Reference, look_up
from onestop.standards.numbers import Number, find_all

_PIECES = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_COULD_BE = re.compile(r"[A-Za-z][^<>]{0,12}[0-9]|[0-9]{8}-[TQZ]-")
"""Cheap: most paragraphs name no standard."""

CLOSED = frozenset(
    {
        *("a", "code", "pre", "kbd", "button", "script", "style", "svg", "summary", "label", "textarea"),
        *("select", "h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
"""Elements inside which nothing is linked: links, code, what is clicked, headings."""
PARAGRAPHS = frozenset(
    ("p", "li", "td", "th", "dt", "dd", "div", "blockquote", "figcaption", "caption", "section", "details")
)


@dataclass(slots=True)
class _Place:
    """Where the reader of the HTML is: inside what, and which numbers its paragraph has linked already."""

    closed: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def enter(self, piece: str) -> None:
        """Take note of a tag."""
        found = _TAG.match(piece)
        if not found:
            return
        end, name = found[1], found[2].lower()
        if name in CLOSED:
            if not end:
                self.closed.append(name)
            elif name in self.closed:
                del self.closed[self.closed.index(name) :]
        elif name in PARAGRAPHS:
            self.seen.clear()


def link(
    html: str, today: dt.date | None = None, *, known: Mapping[str, Reference] | None = None
) -> SafeString:
    """Return ``html`` with its standards linked; at most two queries, none where no number is named.

    Args:
        html: Finished, safe HTML of a page or a part of it.
        today: Decides what is in force; today when left out.
        known: What ``look_up`` has found for the same page already.
    """
    pieces = _PIECES.findall(html)
    found = list(_mentions(pieces))
    if not found:
        return mark_safe(html)  # noqa: S308 - given as safe
    numbers = {number.full_key: number for _index, spans in found for *_span, number in spans}
    references = dict(known or {})
    references |= look_up((numbers[key] for key in numbers.keys() - references.keys()), _day(today))
    for index, spans in found:
        pieces[index] = _linked(pieces[index], spans, references)
    return mark_safe("".join(pieces))  # noqa: S308 - what was given, and format_html's


Span = tuple[int, int, Number]


def _day(today: dt.date | None) -> dt.date:
    return today or timezone.localdate()


def _mentions(pieces: list[str]) -> Iterator[tuple[int, list[Span]]]:
    """Yield the index of each piece of text with the numbers in it that are to be linked."""
    place = _Place()
    for index, piece in enumerate(pieces):
        if piece.startswith("<"):
            place.enter(piece)
        elif not place.closed and _COULD_BE.search(piece):
            spans = list(_first_ones(piece, place.seen))
            if spans:
                yield index, spans


def _first_ones(text: str, seen: set[str]) -> Iterator[Span]:
    for start, end, number in find_all(text):
        if number.full_key not in seen:
            seen.add(number.full_key)
            yield start, end, number.parent


def _linked(text: str, spans: list[Span], references: Mapping[str, Reference]) -> str:
    done, out = 0, []
    for start, end, number in spans:
        reference = references.get(number.full_key)
        if reference is None or reference.standard is None:
            continue
        out += [text[done:start], anchor(reference, mark_safe(text[start:end]))]  # noqa: S308 - of safe HTML
        done = end
    return "".join([*out, text[done:]])


def anchor(reference: Reference, words: str) -> SafeString:
    """Return ``words`` as a link to what they mean, marked where it is not in force."""
    standard = reference.standard
    text = format_html(
        '<a class="mention" href="{}" title="{}">{}</a>',
        standard.get_absolute_url(),
        f"{standard.number} {standard.title}",
        words,
    )
    if standard.status in (Status.CURRENT, Status.UNKNOWN):
        return text
    return text + format_html(
        '<span class="badge badge--{}" title="{}">{}</span>',
        standard.status,
        instead(reference),
        reference.status_label,
    )


def instead(reference: Reference) -> str:
    """Return what to use in place of an ended or coming edition, as a short sentence; else its status."""
    if reference.replaced_by:
        others = pgettext("between the names of a list", ", ").join(reference.replaced_by)
        return _("Replaced by %(others)s") % {"others": others}
    return reference.status_label
