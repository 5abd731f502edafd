"""How a standard's number, kind and place are said on a page."""

import re
from typing import Any

from django.utils.translation import gettext as _

from onestop.standards.choices import Nature, StandardClass
from onestop.standards.numbers import region_name

_BREAKS = re.compile(r"(?<= )|(?=\()|(?=/XG)")


def number_pieces(number: str) -> list[str]:
    """Return what a narrow line keeps whole of a number: ``GB ``, ``50016—2014``, ``(2018年版)``."""
    return [piece for piece in _BREAKS.split(number) if piece]


def place_name(region: str) -> str:
    """Return the place of a local standard by its own name: 哈密市, 新疆维吾尔自治区."""
    name, province = region_name(f"DB{region}"), region_name(f"DB{region[:2]}")
    return name.removeprefix(province) or name or region


def kind_line(standard: Any) -> str:
    """Return class and nature of a standard in one line."""
    kind = str(StandardClass(standard.standard_class).label)
    if standard.region:
        kind = _("Local standard of %(region)s") % {"region": place_name(standard.region)}
    if not standard.nature:
        return kind
    return _("%(kind)s, %(nature)s") % {"kind": kind, "nature": Nature(standard.nature).label}
