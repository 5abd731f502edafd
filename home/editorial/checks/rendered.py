"""What only the finished page shows: its headings, its pictures, its title, its meta tags."""

from collections.abc import Iterator
from html.parser import HTMLParser

from django.test import Client
from django.utils.translation import gettext as _

from wagtail.models import Page, Site

from onestop.catalogue.services.models import ServiceItemPage
from onestop.home.articles.entry import Entry
from onestop.home.columns.base import Column
from onestop.home.editorial.checks.public import public_pages
from onestop.home.editorial.finding import Finding
from onestop.home.rules import Weight

EVERY_PAGE = ("SiteName", "SiteDomain", "viewport")
COLUMN = ("ColumnName", "ColumnType")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
OK, MOVED = 200, 300


class Outline(HTMLParser):
    """The parts of a page that the rules speak of."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.metas: set[str] = set()
        self.without_alt = 0
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note headings, pictures and meta tags."""
        values = dict(attrs)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():  # noqa: PLR2004 - h1 to h6
            self.levels.append(int(tag[1]))
        elif tag == "img" and "alt" not in values:
            self.without_alt += 1
        elif tag == "meta" and values.get("name") and values.get("content"):
            self.metas.add(str(values["name"]))
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        """Note the title."""
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        """Leave the title."""
        if tag == "title":
            self._in_title = False


def rendered_pages() -> Iterator[Finding]:
    """Yield what is wrong with each public page as a visitor gets it."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return
    client = Client(SERVER_NAME=site.hostname, raise_request_exception=False)
    for page in public_pages():
        url = page.get_url()
        if url is None:
            continue
        response = client.get(url, secure=True)
        if OK < response.status_code < MOVED or response.status_code == OK:
            outline = Outline()
            outline.feed(response.content.decode())
            yield from judge(page, outline)
        elif response.status_code >= 400:  # noqa: PLR2004 - client and server errors
            message = _("The page answers with an error (%(status)d). Tell whoever looks after the site.")
            yield Finding("unreachable", message % {"status": response.status_code}, page)


def judge(page: Page, outline: Outline) -> Iterator[Finding]:
    """Yield what is wrong with the outline of a page."""
    if outline.levels.count(1) != 1:
        message = _("The page has %(count)d main headings instead of one.")
        yield Finding("main_heading", message % {"count": outline.levels.count(1)}, page)
    above = 0
    for level in outline.levels:
        if level > above + 1:
            message = _("A heading of level %(level)d follows one of level %(above)d. Leave no level out.")
            yield Finding("heading_order", message % {"level": level, "above": above}, page)
            break
        above = level
    if outline.without_alt:
        message = _("%(count)d pictures have no alternative text.")
        yield Finding("picture_alt", message % {"count": outline.without_alt}, page)
    missing = [name for name in expected(page) if name not in outline.metas]
    if missing:
        message = _("These meta tags of a public site are missing: %(names)s.")
        yield Finding("meta", message % {"names": ", ".join(missing)}, page)
    if "description" not in outline.metas:
        message = _("Say in one sentence what the page is about: search engines show it.")
        yield Finding("description", message, page, "search_description", Weight.WARNING)


def expected(page: Page) -> tuple[str, ...]:
    """Return the meta tags that a page of this kind has (国办发〔2017〕47号, annex)."""
    if isinstance(page, Column):
        return (*EVERY_PAGE, *COLUMN)
    if isinstance(page, (Entry, ServiceItemPage)):
        return (*EVERY_PAGE, *ARTICLE)
    return EVERY_PAGE
