"""QR codes of addresses, as SVG that the style sheet colours."""

from functools import lru_cache

import segno

from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=512)
def qr(url: str) -> SafeString:
    """Return the QR code of ``url`` as SVG; it has no size of its own.

    Args:
        url: a full address.
    """
    code = segno.make(url, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass="qr__dots", dark="#000")
    return mark_safe(drawn)  # noqa: S308 - made of numbers; the address is in the dots
