"""The region that a table names: by code, by name, or both for a place outside the site's tree."""

import re

from onestop.catalogue.importing.reasons import Problem, Reason, Refused
from onestop.catalogue.organisations.models import Region
from onestop.catalogue.organisations.regions import is_inside

_BOTH = re.compile(r"(\d{6})\s*([^\d\s]\S{1,59})|([^\d\s]\S{1,59})\s*(\d{6})")


def find_region(text: str) -> Region:
    """Return the region that ``text`` names; code and name of a place elsewhere in China make its row.

    Raises:
        Refused: it is not known.
    """
    text = text.strip()
    found = Region.objects.filter(code=text).first() or _named(text)
    if found is not None:
        return found
    both = _BOTH.fullmatch(text)
    if both is None:
        raise Refused(Problem("region", Reason.REGION_UNKNOWN, text))
    code, name = both[1] or both[4], both[2] or both[3]
    known = Region.objects.filter(code=code).first()
    if known is not None:
        return known
    if is_inside(code):  # the site's own tree is loaded, not made up
        raise Refused(Problem("region", Reason.REGION_UNKNOWN, text))
    return Region.objects.create(code=code, name=name, short_name=name[:30])


def _named(text: str) -> Region | None:
    """Return the only region of a name; counties before the townships that have the same."""
    rows = list(Region.objects.filter(name=text)[:2]) or list(Region.objects.filter(short_name=text)[:2])
    return rows[0] if len(rows) == 1 else None
