"""What the catalogue attaches to the site and its admin: only registrations, made in the subpackages."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import URLPattern

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from onestop.catalogue.coverage import desk
from onestop.catalogue.coverage.footer import directories
from onestop.catalogue.coverage.menu import DirectoriesGroup
from onestop.catalogue.coverage.menu import admin_urls as directory_urls
from onestop.catalogue.demo import load_demo
from onestop.catalogue.organisations.admin.group import NetworkGroup, admin_urls
from onestop.catalogue.organisations.models import NetworkPage
from onestop.catalogue.organisations.panels import WindowPanel
from onestop.catalogue.organisations.searching import results as organisation_results
from onestop.catalogue.organisations.sitemaps import OrganisationSitemap
from onestop.catalogue.services import attachments as service_attachments  # noqa: F401 - registers hooks
from onestop.catalogue.services import bulk as service_bulk  # noqa: F401 - registers hooks
from onestop.catalogue.services import organisation_pages  # noqa: F401 - registers hooks
from onestop.catalogue.services.admin import CategoryViewSet, ServiceItemViewSet
from onestop.search import hooks as search_hooks
from onestop.site import comparing
from onestop.site import hooks as site_hooks
from onestop.site.look.chrome import chrome_for

comparing.register()
modeladmin_register(NetworkGroup)
modeladmin_register(DirectoriesGroup)
hooks.register(site_hooks.FOOTER_LINKS, directories)
hooks.register(site_hooks.DESK_TASKS, desk.tasks)
register_snippet(CategoryViewSet)


@hooks.register("register_admin_viewset")
def service_items() -> ServiceItemViewSet:
    """List every service item, wherever it stands in the tree."""
    return ServiceItemViewSet()


@hooks.register(site_hooks.LOAD_DEMO, order=50)
def demo(say: Callable[[str], None]) -> None:
    """Put the catalogue's demo content in place."""
    load_demo(say)


@hooks.register("register_admin_urls")
def network_admin_urls() -> list[URLPattern]:
    """Add the admin's pages of the network."""
    return admin_urls()


@hooks.register("register_admin_urls")
def directory_admin_urls() -> list[URLPattern]:
    """Add the admin's pages of experts and directories."""
    return directory_urls()


@hooks.register(site_hooks.HOME_PANELS)
def windows(request: HttpRequest) -> WindowPanel | None:
    """Return the windows with today's hours, once there is a network page with a window."""
    page = chrome_for(request).first(NetworkPage)
    panel = WindowPanel(page.url) if page else None
    return panel if panel and panel.places else None


hooks.register(search_hooks.SEARCH_GROUPS, organisation_results)


@hooks.register(site_hooks.SITEMAP_ENTRIES)
def organisations_sitemap() -> tuple[str, OrganisationSitemap]:
    """Name the organisations' part of the site map."""
    return "organisations", OrganisationSitemap()
