"""Points of a candidate, each with the sentence that explains it. They add up to one hundred at most."""

from collections.abc import Iterable, Iterator

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onestop.catalogue.organisations.models import Organisation, StaffMember
from onestop.requests.matching.models import OPEN, Match, Method
from onestop.requests.workflow.models import ServiceRequest

QUALIFIED = 50
HOLDS = 35
HINT = 10
ON_ITEM = 15
SAME_COUNTY = 15
SAME_CITY = 10
HAS_ACCOUNT = 5
LOADS = ((0, 15), (3, 10), (9, 5))
"""Open cases up to this many give so many points."""

CITY_DIGITS = 4


def loads(organisations: Iterable[int]) -> dict[int, int]:
    """Return how many open cases each institution has in hand; those without any are left out."""
    rows = Match.objects.filter(method=Method.PROVIDER, outcome__in=OPEN, provider__in=list(organisations))
    return dict(rows.order_by().values_list("provider").annotate(n=Count("pk")))


def circumstances(
    case: ServiceRequest, place: Organisation, *, on_item: bool, load: int
) -> Iterator[tuple[int, str]]:
    """Yield points and their reasons that have nothing to do with certificates."""
    if on_item:
        yield ON_ITEM, _("offers this item here")
    yield _nearness(case, place)
    yield _load(load)
    if StaffMember.objects.current().filter(organisation=place, user__is_active=True).exists():
        yield HAS_ACCOUNT, _("works on this platform")
    else:
        yield 0, _("has no account here yet: ask by telephone first")


def _nearness(case: ServiceRequest, place: Organisation) -> tuple[int, str]:
    own, theirs = (case.region.code if case.region else ""), place.region.code
    if own and own[:6] == theirs[:6] and not own[:6].endswith("00"):
        return SAME_COUNTY, _("in the same county or district")
    if own and own[:CITY_DIGITS] == theirs[:CITY_DIGITS]:
        return SAME_CITY, _("in the same city")
    return 0, _("comes from %(place)s") % {"place": place.region.name}


def _load(load: int) -> tuple[int, str]:
    points = next((points for most, points in LOADS if load <= most), 0)
    if not load:
        return points, _("nothing of ours in hand")
    text = ngettext("%(n)s request of ours in hand", "%(n)s requests of ours in hand", load)
    return points, text % {"n": load}
