"""Blocks of words: text, quotation, remark, facts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from onestop.site.comparing import Compared

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
"""Of a page's text. Short texts inside a block have no headings."""
SHORT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


def text_block(*, short: bool = False, **kwargs: Any) -> blocks.RichTextBlock:
    """Return a block of rich text that allows what the look has a component for."""
    return blocks.RichTextBlock(features=SHORT_FEATURES if short else FEATURES, **kwargs)


class QuoteBlock(Compared, blocks.StructBlock):
    """Words of a law, a document or a person, and where they are from."""

    text = blocks.TextBlock(max_length=600, label=_("quotation"))
    source = blocks.CharBlock(max_length=120, label=_("whose words"))
    url = blocks.URLBlock(required=False, label=_("address"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "home/blocks/quote.html"


class NoticeBlock(Compared, blocks.StructBlock):
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


class FactBlock(Compared, blocks.StructBlock):
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
