"""Groups of pages, for the apps whose pages they are."""

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.functional import Promise

from onestop.search.highlighting import highlight, sentence
from onestop.search.pages.finding import find_pages
from onestop.search.pages.models import PageText
from onestop.search.site_search.asking import Asked, Result, ResultGroup
from onestop.site.look.chrome import chrome_for

NO_STATE = ("", "")


def no_line(_text: PageText) -> str:
    """Return no line below a title."""
    return ""


def page_group(
    request: HttpRequest,
    asked: Asked,
    name: str,
    title: str | Promise,
    *,
    groups: Sequence[str] = (),
    order: int = 100,
    line: Callable[[PageText], str] = no_line,
    states: Callable[[], Mapping[int, tuple[str, str]]] = dict,
    broad: bool = False,
) -> ResultGroup | None:
    """Return the group of pages ``name``, or nothing if it is not wanted or has none.

    Args:
        request: decides the addresses of the pages.
        asked: the question.
        name: the group's name, in addresses too.
        title: its heading.
        groups: what ``SearchablePage.search_group`` says of its pages; ``name`` if not given.
        order: place among the groups.
        line: what stands below the title of a page.
        states: gives the state of a page and its word, by the keys of pages; most have none.
        broad: as in ``find_pages``.
    """
    if not asked.wants(name):
        return None
    found = find_pages(asked.text, groups or (name,), offset=asked.offset, size=asked.size, broad=broad)
    if not found.total:
        return None
    known = states()
    return ResultGroup(
        name=name,
        title=title,
        total=found.total,
        results=[
            _result(request, text, asked.text, line(text), known.get(text.page_id, NO_STATE))
            for text in found.texts
        ],
        order=order,
        more_url=asked.url(only=name),
        degraded=found.degraded,
    )


def _result(request: HttpRequest, text: PageText, asked: str, line: str, state: tuple[str, str]) -> Result:
    return Result(
        title=highlight(text.title, asked),
        url=_address(request, text),
        line=line,
        state=state[0],
        state_text=state[1],
        excerpt=highlight(sentence(text.summary or text.body, asked), asked),
    )


def _address(request: HttpRequest, text: PageText) -> str:
    """Return where a page is: below the root of this site by its path alone, else as Wagtail says."""
    site, path = chrome_for(request).site, text.url_path
    root = site.root_page.url_path if site else ""
    if root and path.startswith(root):
        return f"{reverse('wagtail_serve', args=[''])}{iri_to_uri(path.removeprefix(root))}"
    return text.page.get_url(request) or ""
