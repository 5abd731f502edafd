"""What ``home`` attaches to the site: who runs it, the footer's columns, the contact section, the demo."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.models import Site
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from onestop.home.columns.models import ColumnPage
from onestop.home.columns.panel import ColumnsPanel
from onestop.home.demo import create_columns, load_demo
from onestop.home.editorial import accounts, actions, bulk, desk, writing
from onestop.home.editorial.admin import SiteCareGroup
from onestop.home.editorial.audit import AuditGroup
from onestop.home.institutions.admin import InstitutionGroup
from onestop.home.models import (
    CaseIndexPage,
    FaqPage,
    GlossaryPage,
    InfoPage,
    InstitutionIndexPage,
    PolicyIndexPage,
    ProcessPage,
    SiteMapPage,
    SiteSettings,
)
from onestop.home.panels import ContactPanel, StandardsPanel
from onestop.home.policy.standing import marks
from onestop.home.questions.models import QUESTIONS
from onestop.home.snippets import TermViewSet, TopicViewSet
from onestop.home.training import hooks as training_hooks  # noqa: F401 - registers what training attaches
from onestop.search.hooks import SEARCH_GROUPS
from onestop.search.pages.mixin import ARTICLES
from onestop.search.pages.models import PageText
from onestop.search.site_search.asking import Asked, ResultGroup
from onestop.search.site_search.pages import page_group
from onestop.site import hooks as site_hooks
from onestop.site.look.chrome import chrome_for
from onestop.site.look.parts import Door, Identity, LinkGroup
from onestop.standards.models import StandardDirectoryPage

COLUMNS = (
    *(PolicyIndexPage, ColumnPage, CaseIndexPage, FaqPage),
    *(ProcessPage, GlossaryPage, InstitutionIndexPage),
)
"""Kinds of pages that the footer lists while they are not in the main menu."""

register_snippet(TopicViewSet)
register_snippet(TermViewSet)
modeladmin_register(InstitutionGroup)
modeladmin_register(SiteCareGroup)
modeladmin_register(AuditGroup)
hooks.register(site_hooks.DESK_TASKS, desk.tasks)
hooks.register("construct_homepage_panels", writing.add_panel)
hooks.register("construct_page_action_menu", actions.one_way_to_publish)
hooks.register("after_edit_page", actions.say_what_was_decided)
hooks.register("before_create_user", accounts.create)
hooks.register("before_edit_user", accounts.edit)
hooks.register("before_bulk_action", accounts.bulk)
hooks.register("before_bulk_action", bulk.refuse_unfinished)


def day(text: PageText) -> str:
    """Return the line below an article that was found."""
    return text.date.isoformat() if text.date else ""


@hooks.register(site_hooks.SITE_IDENTITY)
def identity(request: HttpRequest) -> Identity | None:
    """Return who runs the site of ``request``."""
    if Site.find_for_request(request) is None:
        return None
    return SiteSettings.for_request(request).identity()


@hooks.register(site_hooks.FOOTER_LINKS)
def services(request: HttpRequest) -> LinkGroup:
    """Return the main menu once more, for whoever has read to the end."""
    return LinkGroup(_("Do business"), tuple(chrome_for(request).menu), order=10)


@hooks.register(site_hooks.FOOTER_LINKS)
def about(request: HttpRequest) -> LinkGroup:
    """Return the pages about the site itself."""
    frame = chrome_for(request)
    return LinkGroup(_("This site"), frame.links_to(InfoPage) + frame.links_to(SiteMapPage), order=90)


@hooks.register(site_hooks.HOME_DOORS)
def standards_door(request: HttpRequest) -> Door | None:
    """Return the door to the directory of standards, once there is one."""
    directory = chrome_for(request).first(StandardDirectoryPage)
    if directory is None:
        return None
    text = _("Whether it is in force and what replaces it. Write the number as you know it.")
    return Door(directory.title, text, directory.url, "document", order=10)


@hooks.register(site_hooks.HOME_PANELS)
def standards_news(request: HttpRequest) -> StandardsPanel | None:
    """Return which standards came into force of late and which will soon."""
    directory = chrome_for(request).first(StandardDirectoryPage)
    panel = StandardsPanel(directory.url) if directory else None
    return panel if panel and panel.lists else None


@hooks.register(site_hooks.HOME_PANELS)
def columns_news(request: HttpRequest) -> ColumnsPanel | None:
    """Return notices and policy, once there are any."""
    panel = ColumnsPanel(request)
    return panel if panel.lists else None


@hooks.register(site_hooks.FOOTER_LINKS)
def columns(request: HttpRequest) -> LinkGroup:
    """Return the columns that are not in the main menu."""
    frame = chrome_for(request)
    links = [link for model in COLUMNS for link in frame.links_to(model)]
    return LinkGroup(_("Information"), tuple(links), order=40)


@hooks.register(SEARCH_GROUPS)
def articles_found(request: HttpRequest, asked: Asked) -> ResultGroup | None:
    """Return the articles, policies and cases that were asked for."""
    return page_group(request, asked, ARTICLES, _("Articles and policy"), order=40, line=day, states=marks)


@hooks.register(SEARCH_GROUPS)
def questions_found(request: HttpRequest, asked: Asked) -> ResultGroup | None:
    """Return the questions that were asked for."""
    return page_group(request, asked, QUESTIONS, _("Questions and answers"), order=30)


@hooks.register(site_hooks.HOME_PANELS)
def contact(request: HttpRequest) -> ContactPanel | None:
    """Return where to go and whom to call, once the settings say it."""
    panel = ContactPanel(chrome_for(request).identity)
    return panel if panel.offices else None


@hooks.register(site_hooks.LOAD_DEMO, order=0)
def demo(say: Callable[[str], None]) -> None:
    """Put pages, settings and accounts in place."""
    load_demo(say)


@hooks.register(site_hooks.LOAD_DEMO, order=60)
def demo_columns(_say: Callable[[str], None]) -> None:
    """Put the columns in place, after the standards that their texts name and the categories of services."""
    create_columns()
