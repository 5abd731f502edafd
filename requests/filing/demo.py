"""The column 咨询专栏 on a new site; one that is there is left as it is."""

from collections.abc import Callable

from django.utils import timezone

from wagtail.models import Page, Site

from onestop.requests.filing.pages import ConsultationPage

FIELDS = {
    "title": "咨询专栏",
    "slug": "requests",
    "intro": "质量上的难题，写在这里。三分钟写完，当天有编号，每一步都看得见。",
    "search_description": "提出质量服务需求，凭编号查询办理进度，看看别人问过什么。",
}


def load(say: Callable[[str], None]) -> None:
    """Create and publish the column in the main menu."""
    if ConsultationPage.objects.exists():
        return
    home = Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    page = ConsultationPage(**FIELDS, show_in_menus=True, first_published_at=timezone.now())
    home.add_child(instance=page)
    page.save_revision().publish()
    say("requests: the consultation column")
