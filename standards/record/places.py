"""Official places where a standard can be looked up and read (spec 2.3 vector 38, 2.5 官方链接)."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onestop.standards.choices import StandardClass
from onestop.standards.kinds import class_of
from onestop.standards.numbers import Number


@dataclass(frozen=True, slots=True)
class Place:
    """An official site.

    Attributes:
        name: as the site calls itself.
        url: where it is; with the number already asked for, where the site takes it in its address.
    """

    name: str | Promise
    url: str


_NATIONAL_SEARCH = "https://std.samr.gov.cn/search/std?q="
_FULL_TEXTS = Place(_("National standards in full text"), "https://openstd.samr.gov.cn/")
_OF_CLASS = {
    StandardClass.NATIONAL.value: _FULL_TEXTS,
    StandardClass.INDUSTRY.value: Place(
        _("Industry standards on record"), "https://hbba.sacinfo.org.cn/stdList"
    ),
    StandardClass.LOCAL.value: Place(_("Local standards on record"), "https://dbba.sacinfo.org.cn/stdList"),
    StandardClass.GROUP.value: Place(_("Group standards"), "https://www.ttbz.org.cn/"),
    StandardClass.ENTERPRISE.value: Place(_("Enterprise standards"), "https://www.qybz.org.cn/"),
}


def places_for(number: str, standard_class: str) -> list[Place]:
    """Return where a standard of this class can be looked up, the likeliest first.

    Args:
        number: as printed; it is asked for where the address allows it.
        standard_class: a value of ``StandardClass``.
    """
    asked = number.replace("—", "-")
    search = Place(_("National platform for standards"), _NATIONAL_SEARCH + quote(asked))
    special = _OF_CLASS.get(standard_class)
    return [search, special] if special else [search]


def places_for_number(number: Number) -> list[Place]:
    """Return where a number that is not in the register can be looked up."""
    if number.bare:
        return [
            Place(_("National platform for standards"), _NATIONAL_SEARCH + quote(number.number)),
            _FULL_TEXTS,
        ]
    return places_for(str(number), class_of(number))
