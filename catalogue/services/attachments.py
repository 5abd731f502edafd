"""What the services show on other pages: door and section of the home page, standards, organisations."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from laces.components import Component

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail import hooks

from onestop.catalogue.organisations.hooks import SERVICES_OFFERED
from onestop.catalogue.services.entries import Entry, entries, not_offered
from onestop.catalogue.services.listing import counted_categories
from onestop.catalogue.services.models import ServiceCategory, ServiceIndexPage, ServiceStandard
from onestop.catalogue.services.offering import offers_of
from onestop.catalogue.services.searchable import SERVICES
from onestop.search.hooks import SEARCH_GROUPS
from onestop.search.site_search.asking import Asked, ResultGroup
from onestop.search.site_search.pages import page_group
from onestop.site import hooks as site_hooks
from onestop.site.look.chrome import chrome_for
from onestop.site.look.parts import Door, Link
from onestop.site.page_cache import remember
from onestop.standards.hooks import RECORD_ASIDE
from onestop.standards.models import Standard

MOST_ASIDE = 6


class CategoriesPanel(Component):
    """The categories as tiles on the home page."""

    order = 100
    template_name = "catalogue/services/categories.html"

    def __init__(self, url: str, categories: Sequence[tuple[ServiceCategory, int]]) -> None:
        self.url = url
        self.categories = categories

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the tiles."""
        return {"url": self.url, "categories": self.categories}


class StandardAside(Component):
    """Beside the record of a standard: the services that work with it."""

    template_name = "catalogue/services/standard_aside.html"

    def __init__(self, found: Sequence[Entry]) -> None:
        self.found = found

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the services."""
        return {"entries": self.found[:MOST_ASIDE]}


@hooks.register(site_hooks.HOME_DOORS)
def services_door(request: HttpRequest) -> Door | None:
    """Return the door to the directory of services, once there is one."""
    directory = chrome_for(request).first(ServiceIndexPage)
    if directory is None:
        return None
    text = _("What we can do for you, where, how long it takes and what it costs.")
    return Door(directory.title, text, directory.url, "shop", order=20)


@hooks.register(site_hooks.HOME_PANELS)
def categories_panel(request: HttpRequest) -> CategoriesPanel | None:
    """Return the categories that have services, once there is a directory."""
    directory = chrome_for(request).first(ServiceIndexPage)
    shown = [(category, count) for category, count in counted_categories() if count] if directory else []
    return CategoriesPanel(directory.url, shown) if directory and shown else None


@hooks.register(RECORD_ASIDE)
def services_of_standard(request: HttpRequest, standard: Standard) -> StandardAside | None:  # noqa: ARG001
    """Return the services that work with a standard: with this edition, or with whichever is in force."""
    known = entries()
    named = remember("services.standards", _named_standards).get(standard.base_key, ())
    fitting = [item for item, dated, key in named if not dated or key == standard.full_key]
    found = [known[item] for item in dict.fromkeys(fitting) if item in known]
    return StandardAside(found) if found else None


def _named_standards() -> dict[str, list[tuple[int, bool, str]]]:
    """Return which services name which standards: item, whether it means one edition, its key; by number."""
    named: dict[str, list[tuple[int, bool, str]]] = {}
    rows = ServiceStandard.objects.order_by("item").values_list("base_key", "item", "dated", "full_key")
    for number, item, dated, key in rows:
        named.setdefault(number, []).append((item, dated, key))
    return named


@hooks.register(SERVICES_OFFERED)
def services_of_organisations(organisations: Collection[int], day: dt.date) -> dict[int, list[Link]]:
    """Return the services that organisations offer on a day."""
    return {
        pk: [Link(item.title, item.get_url() or "") for item in items]
        for pk, items in offers_of(organisations, day).items()
    }


@hooks.register(SEARCH_GROUPS)
def services_found(request: HttpRequest, asked: Asked) -> ResultGroup | None:
    """Return the services that the question asks for; few are enough, so any word in common counts."""
    return page_group(request, asked, SERVICES, _("Services"), order=10, states=not_offered, broad=True)
