"""A signature drawn with finger or mouse: taken out of the form, looked at, drawn anew (annex A: 签字)."""

import base64
import binascii
import io
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PREFIX = "data:image/png;base64,"
MOST_SIGNS = 300_000
"""Of the text in which the browser sends the picture; one of a large screen has some 20,000."""

LARGEST = (4000, 2000)
KEPT = (600, 240)
SMALLEST_SIDE, EDGE = 12, 8
"""Of the ink, in points: whatever is smaller is a touch by accident."""


class DrawnField(forms.CharField):
    """Gives the picture as the bytes of a PNG, nothing where nobody has drawn."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Sign by hand"),
            required=False,
            max_length=MOST_SIGNS,
            error_messages={"max_length": gettext_lazy("The signature is too large. Draw it again.")},
        )

    def clean(self, value: Any) -> Any:
        """Return the picture."""
        text: str = super().clean(value)
        return read(text) if text else b""


def read(text: str) -> bytes:
    """Return the picture in ``text``, black on white and cut to its ink; nothing where there is no ink.

    It is drawn anew from its points, so nothing else that the file may have held is kept.

    Raises:
        ValidationError: It is no such picture.
    """
    wrong = ValidationError(_("The signature cannot be read. Draw it again, or write only the name."))
    if not text.startswith(PREFIX):
        raise wrong
    try:
        content = base64.b64decode(text.removeprefix(PREFIX), validate=True)
        with Image.open(io.BytesIO(content), formats=["PNG"]) as opened:
            if opened.width > LARGEST[0] or opened.height > LARGEST[1]:
                raise wrong
            drawn = opened.convert("RGBA")
    except (binascii.Error, UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise wrong from error
    sheet = Image.new("L", drawn.size, 255)
    sheet.paste(drawn.convert("L"), mask=drawn.getchannel("A"))
    ink = ImageOps.invert(sheet).getbbox()
    if ink is None or max(ink[2] - ink[0], ink[3] - ink[1]) < SMALLEST_SIDE:
        return b""
    cut = ImageOps.expand(sheet.crop(ink), EDGE, 255)
    cut.thumbnail(KEPT)
    out = io.BytesIO()
    cut.save(out, "PNG", optimize=True)
    return out.getvalue()


def as_upload(picture: bytes) -> SimpleUploadedFile:
    """Return the picture as a file to be attached."""
    return SimpleUploadedFile(_("Signature drawn on screen") + ".png", picture, "image/png")


def as_address(picture: bytes) -> str:
    """Return the picture as an address that a page holds in itself."""
    return PREFIX + base64.b64encode(picture).decode()
