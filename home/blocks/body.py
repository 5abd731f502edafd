"""All blocks of a page's text, in the groups of the editor's menu."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from onestop.home.blocks.linked import ServiceBlock, StandardBlock
from onestop.home.blocks.media import AttachmentBlock, PictureBlock, VideoBlock
from onestop.home.blocks.platform import PlatformBlock
from onestop.home.blocks.structure import TableBlock, accordion_block, steps_block
from onestop.home.blocks.writing import FactsBlock, NoticeBlock, QuoteBlock, text_block

WRITING = _("Writing")
MEDIA = _("Pictures and files")
STRUCTURE = _("Structure")
LINKED = _("From this site")


class BodyBlock(blocks.StreamBlock):
    """The text of a page."""

    text = text_block(label=_("Text"), group=WRITING)
    quote = QuoteBlock(group=WRITING)
    notice = NoticeBlock(group=WRITING)
    facts = FactsBlock(group=WRITING)
    picture = PictureBlock(group=MEDIA)
    attachment = AttachmentBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    table = TableBlock(group=STRUCTURE)
    steps = steps_block(group=STRUCTURE)
    accordion = accordion_block(group=STRUCTURE)
    standard = StandardBlock(group=LINKED)
    service = ServiceBlock(group=LINKED)
    platform = PlatformBlock(group=LINKED)
