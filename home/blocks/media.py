"""Blocks with files: picture, attachment, video. Nothing in them asks another site for anything."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageBlockComparison

from onestop.home.blocks.writing import text_block
from onestop.site.comparing import Compared, PartsComparison


class ImageComparison(ImageBlockComparison, PartsComparison):
    """A picture beside the one before it: the box to tick says 是 or 否."""


def _image() -> ImageBlock:
    """Return Wagtail's block of an image with its alternative text, every label in the editor's language."""
    block = ImageBlock(label=_("picture"))
    block.get_comparison_class = lambda: ImageComparison
    block.child_blocks["image"].label = _("picture")
    # Beside the heading: without a format the first field that has words, the answer of a box to tick.
    block.meta.label_format = "{alt_text}"
    return block


class PictureBlock(Compared, blocks.StructBlock):
    """A picture: with what it shows in words, unless it only decorates, and a caption."""

    image = _image()
    caption = blocks.CharBlock(required=False, max_length=200, label=_("caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"
        template = "home/blocks/picture.html"


class AttachmentBlock(Compared, blocks.StructBlock):
    """A file to download, shown with its type and size."""

    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        required=False, max_length=120, label=_("name shown"), help_text=_("Left empty: the document's own.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Attachment")
        template = "home/blocks/attachment.html"


class VideoBlock(Compared, blocks.StructBlock):
    """A film elsewhere: a link with its length, and all that is said in it as text."""

    title = blocks.CharBlock(max_length=120, label=_("heading"))
    url = blocks.URLBlock(
        label=_("address"),
        help_text=_("Readers go there by a link; the page itself loads nothing from another site."),
    )
    minutes = blocks.IntegerBlock(required=False, min_value=1, max_value=600, label=_("minutes"))
    transcript = text_block(short=True, label=_("what is said and shown, in words"))

    class Meta:
        icon = "media"
        label = _("Video with text")
        template = "home/blocks/video.html"
