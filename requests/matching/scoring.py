"""Points of a candidate, each with the sentence that explains it. They add up to one hundred at most."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Self

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


def with_account(organisations: Iterable[int]) -> set[int]:
    """Return those of the organisations that have somebody who can sign in."""
    people = StaffMember.objects.current().filter(organisation__in=list(organisations), user__is_active=True)
    return set(people.values_list("organisation", flat=True))


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of some organisations beside their certificates, asked for all of them at once."""

    on_item: AbstractSet[int]
    loads: Mapping[int, int]
    accounts: AbstractSet[int]

    @classmethod
    def of(cls, organisations: Iterable[int], on_item: AbstractSet[int]) -> Self:
        """Ask for them."""
        keys = list(organisations)
        return cls(on_item, loads(keys), with_account(keys))


def circumstances(
    case: ServiceRequest, place: Organisation, known: Circumstances
) -> Iterator[tuple[int, str]]:
    """Yield points and their reasons that have nothing to do with certificates."""
    if place.pk in known.on_item:
        yield ON_ITEM, _("offers this item here")
    yield _nearness(case, place)
    yield _load(known.loads.get(place.pk, 0))
    if place.pk in known.accounts:
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
