"""What frames a page: name, menu, footer, reader's choices. The database is asked only for what is shown."""

from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail.models import Page, Site

from onestop.site import hooks
from onestop.site.look.parts import Identity, Link, LinkGroup
from onestop.site.page_cache import remember

LARGE = "large"
CURRENT = SafeString(' aria-current="true"')


class Child(NamedTuple):
    """A child of the home page: its kind is the key of its content type."""

    title: str
    url: str
    in_menus: bool
    kind: int


class Chrome:
    """The frame of one page."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request

    @cached_property
    def site(self) -> Site | None:
        """Return the Wagtail site of the request."""
        return Site.find_for_request(self.request)

    @cached_property
    def site_name(self) -> str:
        """Return the name of the site, as its Wagtail record has it or else the settings."""
        return (self.site.site_name if self.site else "") or settings.WAGTAIL_SITE_NAME

    @cached_property
    def children(self) -> list[Child]:
        """Return the live children of the home page in their order, from which menu and footer are made."""
        site = self.site
        return remember(("chrome.children", site.pk), lambda: self._children(site)) if site else []

    def _children(self, site: Site) -> list[Child]:
        root = site.root_page
        rows = Page.objects.child_of(root).live().order_by("path")
        columns = rows.values_list("title", "url_path", "show_in_menus", "content_type_id")
        below = len(root.url_path)
        return [
            Child(title, reverse("wagtail_serve", args=[path[below:]]), in_menus, kind)
            for title, path, in_menus, kind in columns
        ]

    def link(self, child: Child) -> Link:
        """Return the link to a child of the home page, marked if the reader is on it or below."""
        here = self.request is not None and self.request.path.startswith(child.url)
        return Link(child.title, child.url, here)

    def links_to(self, model: type[Page]) -> tuple[Link, ...]:
        """Return links to those children of the home page that are of ``model`` and not in the main menu."""
        kind = ContentType.objects.get_for_model(model).pk
        return tuple(self.link(child) for child in self.children if child.kind == kind and not child.in_menus)

    def first(self, model: type[Page]) -> Link | None:
        """Return the link to the first child of the home page that is of ``model``."""
        kind = ContentType.objects.get_for_model(model).pk
        return next((self.link(child) for child in self.children if child.kind == kind), None)

    @cached_property
    def menu(self) -> list[Link]:
        """Return the main menu: the children of the home page that editors show in menus."""
        return [self.link(child) for child in self.children if child.in_menus]

    @property
    def menu_items(self) -> SafeString:
        """Return the main menu as list items, a line each."""
        rows = ((link.url, CURRENT if link.current else "", link.title) for link in self.menu)
        return format_html_join("", '\n<li><a href="{}"{}>{}</a></li>', rows)

    @cached_property
    def identity(self) -> Identity:
        """Return who runs the site, from the first app that says so."""
        key = ("chrome.identity", self.site.pk if self.site else None)
        return remember(key, lambda: next(hooks.collect(hooks.SITE_IDENTITY, self.request), Identity()))

    @cached_property
    def footer_groups(self) -> list[LinkGroup]:
        """Return the columns of links in the footer; what several hooks give one title is one column."""
        columns: dict[str, LinkGroup] = {}
        groups = hooks.collect(hooks.FOOTER_LINKS, self.request)
        for group in sorted((group for group in groups if group.links), key=lambda group: group.order):
            before = columns.get(group.title)
            columns[group.title] = replace(before, links=before.links + group.links) if before else group
        return list(columns.values())

    @property
    def footer(self) -> SafeString:
        """Return the footer, which is the same on every page and for every reader."""
        key = ("chrome.footer", self.site.pk if self.site else None, get_language())
        return remember(key, self._render_footer)

    @property
    def searchbox(self) -> SafeString:
        """Return the question box in the head of a page, which is empty and the same everywhere."""
        return remember(("chrome.searchbox", self.search_url, get_language()), self._render_searchbox)

    def _render_searchbox(self) -> SafeString:
        return render_to_string("components/searchbox.html", {"action": self.search_url})

    def _render_footer(self) -> SafeString:
        return render_to_string("components/footer.html", {"chrome": self})

    @cached_property
    def user(self) -> Any:
        """Return who is signed in, or ``None``; a visitor without a session costs and varies nothing."""
        if self.request is None or settings.SESSION_COOKIE_NAME not in self.request.COOKIES:
            return None
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    def desk(self, page: Any) -> Link | None:
        """Return the way to the admin for who may go there: to ``page`` itself if it can be edited.

        For any other account it is the way to what is its own, if an app above says one.
        """
        if self.user is None:
            return None
        if not self.user.has_perm("wagtailadmin.access_admin"):
            return next(hooks.collect(hooks.ACCOUNT_LINKS, self.request), None)
        if isinstance(page, Page) and page.pk and page.permissions_for_user(self.user).can_edit():
            return Link(_("Edit this page"), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        return Link(_("Desk"), reverse("wagtailadmin_home"))

    @property
    def has_messages(self) -> bool:
        """Tell whether messages can be waiting, without opening the session of a visitor who has none."""
        if self.request is None:
            return False
        return not {"messages", settings.SESSION_COOKIE_NAME}.isdisjoint(self.request.COOKIES)

    @property
    def large(self) -> bool:
        """Tell whether the reader chose 大字版."""
        return self.request is not None and self.request.COOKIES.get(settings.TYPE_COOKIE) == LARGE

    @property
    def type_url(self) -> str:
        """Return the address that switches the size of type and comes back here."""
        url = reverse("type", args=["normal" if self.large else LARGE])
        if self.request is None:
            return url
        return f"{url}?{urlencode({'next': self.request.get_full_path()})}"

    @property
    def suggest_url(self) -> str:
        """Return where the question box asks while one types."""
        return settings.SUGGEST_URL

    @property
    def search_url(self) -> str:
        """Return where the question box leads."""
        return settings.SEARCH_PAGE_URL


class PlainChrome(Chrome):
    """The frame of an error page: the same look, but it asks neither database nor session for anything."""

    site = None
    user = None
    has_messages = False

    @cached_property
    def menu(self) -> list[Link]:
        """Return the two ways on that are always there."""
        return [Link(_("Home"), "/"), Link(_("Find a standard"), settings.SEARCH_PAGE_URL)]

    @cached_property
    def identity(self) -> Identity:
        """Return nobody: it is written in the database."""
        return Identity()

    @cached_property
    def footer_groups(self) -> list[LinkGroup]:
        """Return no columns."""
        return []

    @property
    def footer(self) -> SafeString:
        """Return the footer of nobody, made anew: what is kept for all pages is asked of the file system."""
        return self._render_footer()

    @property
    def searchbox(self) -> SafeString:
        """Return the question box, made anew for the same reason."""
        return self._render_searchbox()


def chrome_for(request: HttpRequest | None, *, plain: bool = False) -> Chrome:
    """Return the one frame of ``request``, made at its first use; the plain one without a request."""
    if request is None or plain:
        return PlainChrome(request)
    if not hasattr(request, "onestop_chrome"):
        request.onestop_chrome = Chrome(request)  # type: ignore[attr-defined]
    return request.onestop_chrome  # type: ignore[attr-defined]
