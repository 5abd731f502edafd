"""``{% load standards %}``: what the standards' templates need beside Django's own."""

import re
from collections.abc import Iterable
from html import escape

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from onestop.standards.record.relations import Related
from onestop.standards.searching.addresses import PageLink
from onestop.standards.searching.listing import Choice, FacetView
from onestop.standards.searching.results import Row

register = template.Library()
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NUMBER = r"[A-Z][A-Z0-9/]*(?:\([^()]{1,4}\))? [A-Z]?[0-9][0-9A-Z.~]*(?:[—:][0-9]{4})?"
_WHOLE = re.compile(f"{_DATE}|{_NUMBER}")


@register.filter
def unbroken(text: str) -> SafeString:
    """Return ``text`` as HTML in which no line breaks inside a date or a standard's number."""
    return mark_safe(_unbroken(text))  # noqa: S308 - escaped there


def _unbroken(text: str) -> str:
    return _WHOLE.sub(r'<span class="nobr">\g<0></span>', escape(str(text)))


@register.simple_tag
def facets(views: Iterable[FacetView]) -> SafeString:
    """Return the facets with their values; markup in Python, for there are fifty values on a page."""
    return mark_safe("".join(map(_facet, views)))  # noqa: S308 - every value is escaped there


def _facet(view: FacetView) -> str:
    title = f"<h3>{escape(str(view.title))}</h3>"
    options = f"<ul>{''.join(map(_option, view.options))}</ul>"
    if view.folded:
        return f"<section><details><summary>{title}</summary>{options}</details></section>\n"
    return f"<section>{title}{options}</section>\n"


def _option(option: Choice) -> str:
    state = " is-chosen" if option.chosen else " is-empty" if option.count == 0 else ""
    current = ' aria-current="true"' if option.chosen else ""
    count = "" if option.count is None else f'<span class="facets__count">{option.count:d}</span>'
    title = f"<span>{escape(str(option.title))}</span>{count}"
    link = f'<a href="{escape(option.url)}" rel="nofollow"{current}>{title}</a>'
    return f'<li class="level-{option.level:d}{state}">{link}</li>'


@register.simple_tag
def page_links(pages: Iterable[PageLink]) -> SafeString:
    """Return the pages of a list as list items."""
    return mark_safe("".join(map(_page_link, pages)))  # noqa: S308 - every value is escaped there


def _page_link(page: PageLink) -> str:
    if not page.number:
        return '<li><span class="pager__gap">…</span></li>'
    if page.current:
        return f'<li><span aria-current="page">{page.number:d}</span></li>'
    label = escape(_("Page %(n)s") % {"n": page.number})
    return f'<li><a href="{escape(page.url)}" aria-label="{label}">{page.number:d}</a></li>'


@register.simple_tag
def hits(rows: Iterable[Row]) -> SafeString:
    """Return results as list items; in Python as well, for twenty of them took a third of the page's time."""
    return mark_safe("".join(map(_hit, rows)))  # noqa: S308 - every value is escaped there


def _hit(row: Row) -> str:
    excerpt = (
        f'<blockquote class="hit__excerpt">{conditional_escape(row.excerpt)}</blockquote>'
        if row.excerpt
        else ""
    )
    line = f'<p class="small muted">{_unbroken(row.line)}</p>' if row.line else ""
    number = escape(row.standard.number).replace("(", "<wbr>(")
    return (
        f'\n<li class="hit"><p class="hit__number nobr">{number}</p>'
        f'<div><h3 class="phrases"><a href="{escape(row.url)}">{conditional_escape(row.title)}</a></h3>'
        f"{excerpt}{line}</div>"
        f'<span class="badge badge--{escape(row.status)}">{escape(row.status_label)}</span></li>'
    )


@register.simple_tag
def related(kinds: Iterable[tuple[str, Iterable[Related]]]) -> SafeString:
    """Return how a record stands to others, by kind; in Python, too: a basic standard has a hundred lines."""
    groups = (f"<div><dt>{escape(label)}</dt>{''.join(map(_related, lines))}</div>" for label, lines in kinds)
    return mark_safe("".join(groups))  # noqa: S308 - every value is escaped there


def _related(line: Related) -> str:
    number = (
        f'<a class="nobr" href="{escape(line.url)}">{escape(line.number)}</a>'
        if line.url
        else f'<span class="nobr">{escape(line.number)}</span>'
    )
    title = f" {escape(line.title)}" if line.title else ""
    note = f'<p class="small muted">{escape(line.note)}</p>' if line.note else ""
    status, label = (
        (line.status, line.status_label) if line.status else ("unknown", _("Not in this register"))
    )
    badge = f'<span class="badge badge--{escape(status)}">{escape(label)}</span>'
    return f"<dd><div>{number}{title}{note}</div>{badge}</dd>"
