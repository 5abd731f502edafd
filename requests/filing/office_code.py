"""The code that hangs at a window: whoever scans it files there (clause 4.3.2.3)."""

from functools import lru_cache
from typing import Any

import segno
from laces.components import Component

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from onestop.catalogue.organisations.models import Organisation

PIXELS_A_DOT = 4


@lru_cache(maxsize=128)
def drawing(address: str) -> SafeString:
    """Return the code of an address, black on white in every light; drawing it takes longer than the page."""
    drawn = segno.make(address, error="m", micro=False)
    code = drawn.svg_inline(scale=PIXELS_A_DOT, border=3, light="#fff", dark="#000")
    return mark_safe(code)  # noqa: S308 - made of numbers


class OfficeCode(Component):
    """A section of an office's public page, made to be printed and put up."""

    template_name = "requests/filing/office_code.html"

    def __init__(self, request: HttpRequest, office: Organisation) -> None:
        self.office = office
        path = f"{reverse('requests_new')}?{urlencode({'office': office.slug})}"
        self.address = request.build_absolute_uri(path)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the drawing, and the address in words."""
        return {"office": self.office, "address": self.address, "code": drawing(self.address)}
