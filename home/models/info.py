"""A plain page of text: 关于, 隐私, 无障碍说明 and the like."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from onestop.site.look.meta import article_meta

FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link", "hr"]


class NoticeBlock(blocks.StructBlock):
    """A remark that stands out: a heading, a sentence or two, and how much it matters."""

    tone = blocks.ChoiceBlock(
        choices=[("", _("remark")), ("good", _("good news")), ("wait", _("caution")), ("bad", _("warning"))],
        required=False,
        label=_("kind"),
    )
    title = blocks.CharBlock(required=False, max_length=60, label=_("heading"))
    text = blocks.TextBlock(max_length=400, label=_("text"))

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "home/blocks/notice.html"


class FactBlock(blocks.StructBlock):
    """One row: what it is, and what it says."""

    term = blocks.CharBlock(max_length=40, label=_("name"))
    value = blocks.CharBlock(max_length=200, label=_("value"))


class FactsBlock(blocks.ListBlock):
    """A short list of facts, a row each."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(FactBlock(), **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "home/blocks/facts.html"


class InfoPage(Page):
    """A plain page of text. As a child of the home page and not in menus it stands in the footer."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)
    body = StreamField(
        [
            ("text", blocks.RichTextBlock(features=FEATURES, label=_("Text"))),
            ("facts", FactsBlock()),
            ("notice", NoticeBlock()),
        ],
        verbose_name=_("text"),
        blank=True,
    )
    source = models.CharField(_("source"), max_length=100, blank=True, help_text=_("Who wrote it."))

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("source"),
    ]

    parent_page_types = ["home.HomePage", "home.InfoPage"]
    subpage_types = ["home.InfoPage"]

    class Meta:
        verbose_name = _("information page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the meta tags of an article."""
        context = super().get_context(request, *args, **kwargs)
        context["page_meta"] = article_meta(self.title, self.first_published_at, self.source)
        return context
