"""What an editor may put into the introduction (解读) and the text of a local standard."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class IntroductionBlock(blocks.StreamBlock):
    """Headings, paragraphs, pictures, files and questions with their answers."""

    heading = blocks.CharBlock(
        label=_("heading"), icon="title", max_length=80, template="standards/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(label=_("paragraph"), icon="pilcrow", features=TEXT_FEATURES)
    image = ImageBlock(label=_("image"), template="standards/blocks/image.html")
    document = DocumentChooserBlock(label=_("document"), template="standards/blocks/document.html")
    question = blocks.StructBlock(
        [
            ("question", blocks.CharBlock(label=pgettext_lazy("in an answer", "question"), max_length=200)),
            ("answer", blocks.RichTextBlock(label=_("answer"), features=TEXT_FEATURES)),
        ],
        label=_("question and answer"),
        icon="help",
        template="standards/blocks/question.html",
    )
