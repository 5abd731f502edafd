"""咨询专栏: the column through which enterprises say what they need (clause 4.3.2.1)."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from onestop.home.models import FaqPage
from onestop.site.look.meta import column_meta
from onestop.site.look.parts import Link
from onestop.site.look.shared import unasked
from onestop.site.pages import SitePage

QUESTIONS = 6


class ConsultationPage(SitePage):
    """``/requests/``: ask, follow, and what others asked; an entry of the main menu."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("intro")]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    template = "requests/filing/column.html"

    class Meta:
        verbose_name = _("consultation column")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the ways to ask and meta tags."""
        context = super().get_context(request, *args, **kwargs)
        context["ways"] = unasked(request, ("requests.column", self.pk), lambda: _ways(request))
        context["page_meta"] = column_meta(self.title, self.search_description or self.intro)
        return context


def _ways(request: HttpRequest) -> SafeString:
    """Return the ways to ask and the first public questions as markup."""
    faq = FaqPage.objects.live().public().first()
    questions = faq.questions()[:QUESTIONS] if faq else []
    context = {
        "faq_url": faq.get_url(request) if faq else "",
        "questions": [Link(each.title, each.get_url(request) or "") for each in questions],
    }
    return render_to_string("requests/filing/ways.html", context)
