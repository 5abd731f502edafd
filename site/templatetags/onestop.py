"""``{% load onestop %}``: the frame of the page, icons, breadcrumbs."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from wagtail.models import Page

from onestop.site.look.chrome import Chrome, chrome_for
from onestop.site.look.parts import Link
from onestop.site.look.social import canonical_url, open_graph
from onestop.site.look.structured import breadcrumb_data, data_block

register = template.Library()
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@register.simple_tag(takes_context=True)
def chrome(context: template.Context) -> Chrome:
    """Return the frame of the page, the plain one for an error page: ``{% chrome as chrome %}``."""
    return chrome_for(context.get("request"), plain=bool(context.get("plain_frame")))


@register.filter
def unbroken_days(text: Any) -> SafeString:
    """Return ``text``, escaped, with each date on one line: ``{{ text|unbroken_days|linebreaksbr }}``."""
    return SafeString(DAY.sub(lambda day: f'<span class="nobr">{day[0]}</span>', conditional_escape(text)))


@register.simple_tag
def platform() -> str:
    """Return the platform's name, for pages of the admin, which have no frame of ours: ``{% platform %}``."""
    return str(settings.WAGTAIL_SITE_NAME)


@register.simple_tag(takes_context=True)
def desk(context: template.Context) -> Link | None:
    """Return the way to the admin, for staff: ``{% desk as admin %}``."""
    frame = chrome_for(context.get("request"), plain=bool(context.get("plain_frame")))
    return frame.desk(context.get("page"))


@register.simple_tag(takes_context=True)
def description(context: template.Context) -> str:
    """Return what search engines are told of a page: its description, its introduction or the site's tagline.

    Not ``firstof``: an attribute that a page has not takes the template language longer than all the rest.
    """
    page = context.get("page")
    fields = (getattr(page, name, "") for name in ("search_description", "intro", "summary"))
    return str(next(filter(None, fields), "") or chrome(context).identity.tagline)


@register.simple_tag(takes_context=True)
def canonical(context: template.Context) -> str:
    """Return the address by which search engines know the page; one with another writes it itself."""
    return canonical_url(context.get("request"))


@register.simple_tag(takes_context=True)
def meta(context: template.Context) -> SafeString:
    """Return the meta tags that a view gives as ``page_meta``, a line each."""
    tags: dict[str, str] = context.get("page_meta") or {}
    return format_html_join("", '<meta name="{}" content="{}">\n', tags.items())


@register.simple_tag(takes_context=True)
def shared(context: template.Context) -> SafeString:
    """Return the Open Graph tags of the page, a line each. A view may give all of them as ``open_graph``."""
    given: dict[str, str] | None = context.get("open_graph")
    tags = _open_graph(context) if given is None else given
    return format_html_join("", '<meta property="{}" content="{}">\n', tags.items())


def _open_graph(context: template.Context) -> dict[str, str]:
    """Return the tags of a page whose view gives none; it may give ``about`` alone.

    The last of the breadcrumbs that a view says is what it shows; ``page`` may only be the page above.
    """
    page, trail = context.get("page"), context.get("breadcrumbs")
    own = str(getattr(page, "title", ""))
    last = trail[-1] if trail else None
    title = str(last.title if isinstance(last, Link) else last[0]) if last else own
    frame = chrome(context)
    if frame.site and getattr(page, "pk", None) == frame.site.root_page_id:
        title = own = frame.site_name
    about = str(context.get("about") or (description(context) if title == own else ""))
    url = canonical_url(context.get("request"))
    return open_graph(title, about, url, frame.site_name, context.get("page_meta"))


@lru_cache(maxsize=256)
def _icon(sprite: str, name: str) -> SafeString:
    """Return the markup of an icon; the same few are drawn on every page."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of ``icons.svg``, silent to a screen reader: the words beside it say the same."""
    return _icon(static("onestop/img/icons.svg"), name)


@register.simple_tag
def terms(rows: Iterable[tuple[Any, Any]]) -> SafeString:
    """Return pairs of term and value for a list of them: ``<dl>{% terms group.rows %}</dl>``."""
    return format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", rows)


@register.simple_tag
def crumbs(trail: Iterable[Link]) -> SafeString:
    """Return the way to a page as list items: ``{% crumbs trail %}``."""
    return SafeString("".join(map(_crumb, trail)))


@register.simple_tag(takes_context=True)
def crumbs_data(context: template.Context, trail: Sequence[Link]) -> SafeString:
    """Return the way to a page for search engines: ``{% crumbs_data trail %}``."""
    request = context.get("request")
    return data_block(breadcrumb_data(request, trail)) if request else SafeString()


@register.filter
def json_ld(data: Any) -> SafeString:
    """Return structured data as a block for search engines."""
    return data_block(data)


def _crumb(link: Link) -> SafeString:
    if link.url and not link.current:
        return format_html('<li><a href="{}">{}</a></li>', link.url, link.title)
    return format_html('<li><span aria-current="page">{}</span></li>', link.title)


@register.simple_tag(takes_context=True)
def breadcrumb(context: template.Context) -> list[Link]:
    """Return the way to this page, home first.

    A view says it as ``breadcrumbs``, a list of ``Link`` or (title, url); this page, without a url, last.
    A Wagtail page says it by its ancestors below the site's root.
    """
    given: Any = context.get("breadcrumbs")
    if given:
        return [item if isinstance(item, Link) else Link(*item) for item in given]
    page = context.get("page")
    frame = chrome_for(context.get("request"))
    if not isinstance(page, Page) or frame.site is None:
        return []
    root = frame.site.root_page
    if page.depth <= root.depth:
        return []
    between = list(page.get_ancestors().filter(depth__gt=root.depth)) if page.depth > root.depth + 1 else []
    trail = [Link(above.title, above.get_url(frame.request) or "") for above in [root, *between]]
    return [*trail, Link(page.title, "", current=True)]


@register.simple_tag
def chosen_filters(view: Any) -> list[tuple[str, str, str]]:
    """Return the filters that narrow a list of the admin: name, what was chosen, the address without it."""
    found = []
    for spec in view.filter_specs:
        everything, *choices = spec.choices(view)
        chosen = [str(each["display"]) for each in choices if each["selected"]]
        if chosen and spec.template == "admin/filter.html":
            found.append((str(spec.title), "、".join(chosen), everything["query_string"]))
    return found
