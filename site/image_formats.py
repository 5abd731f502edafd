"""Pictures inside rich text, in the modern formats and widths; Wagtail finds this module by its name."""

from typing import Any

from django.utils.html import escape

from wagtail.images import formats
from wagtail.images.models import Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

SPEC = "format-{avif,webp}|width-{400,680,1360}"
SIZES = "(min-width: 44rem) 40rem, 100vw"
"""Files of each picture, and how wide it stands in a column of text."""


class ResponsiveFormat(formats.Format):
    """A place of a picture in rich text; the reader's browser takes the file that fits its screen."""

    def image_to_html(self, image: Any, alt_text: str, extra_attributes: dict[str, Any] | None = None) -> str:
        """Return the picture with its width and height; one plain file for the editor, who marks it."""
        if extra_attributes:
            plain: str = super().image_to_html(image, alt_text, extra_attributes)
            return plain
        filters = [Filter(spec=spec) for spec in Filter.expand_spec(SPEC)]
        renditions = get_renditions_or_not_found(image, filters)
        attributes = {"alt": escape(alt_text), "class": self.classname, "sizes": SIZES}
        picture = Picture(renditions, {**attributes, "loading": "lazy", "decoding": "async"})
        responsive: str = picture.__html__()
        return responsive


for plain_format in list(formats.FORMATS):
    formats.unregister_image_format(plain_format)
    formats.register_image_format(
        ResponsiveFormat(
            plain_format.name, plain_format.label, plain_format.classname, plain_format.filter_spec
        )
    )
