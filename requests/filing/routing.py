"""Which office receives a request: by what the enterprise chose, its county, the item and the load (4.3.2.3).

Whatever comes out is said with its reason, and no door is wrong: any office accepts or hands over.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.catalogue.organisations.choices import LAYERS, Kind
from onestop.catalogue.organisations.models import Organisation, Region
from onestop.catalogue.services.offering import network_today, offered
from onestop.requests.workflow.choices import Channel
from onestop.requests.workflow.models import ServiceRequest

if TYPE_CHECKING:
    from onestop.catalogue.services.models import ServiceItemPage

COUNTY_DIGITS = 6
TAKEN: dict[str, Promise] = {
    Channel.WINDOW: gettext_lazy("You came to its window; it wrote your request down."),
    Channel.PHONE: gettext_lazy("You called it; it wrote your request down."),
    Channel.VISIT: gettext_lazy("It visited you and wrote your request down."),
    Channel.OUTLET: gettext_lazy("The outlet filed it for you."),
    Channel.SERVICE: gettext_lazy("It came up while you were served."),
    Channel.EXPERT: gettext_lazy("It came up in the answering hour of an expert."),
}
"""Why it is the office that took a request down, by how it came; the column has its own words."""


@dataclass(frozen=True, slots=True)
class Route:
    """An office and why it; no office only where the network has none that works."""

    office: Organisation | None
    reason: str


def offices() -> list[Organisation]:
    """Return the offices that receive requests today, in the order centre, stations, outlets."""
    hosts = [host.organisation for host in network_today().values()]
    found = [each for each in hosts if each.kind in LAYERS]
    return sorted(found, key=lambda each: (LAYERS.index(Kind(each.kind)), each.name))


def choose(
    region: Region | None,
    item: "ServiceItemPage | None",
    wanted: Organisation | None = None,
    *,
    channel: str = Channel.COLUMN,
    taken_at: Organisation | None = None,
) -> Route:
    """Return who receives a request.

    Args:
        region: Where the enterprise is; ``None`` outside the site's region or unknown.
        item: What is asked for, if known.
        wanted: The office that the enterprise or who wrote it down chose; taken if it works today.
        channel: How the request came.
        taken_at: Where staff wrote it down, if they did.
    """
    open_today = offices()
    if wanted is not None and any(each.pk == wanted.pk for each in open_today):
        return Route(wanted, _why(wanted, channel, taken_at))
    able = _offering(item)
    near = [each for each in open_today if _same_county(each.region_id, region)]
    centres = [each for each in open_today if each.kind == Kind.CENTRE]
    stations = [each for each in near if each.kind != Kind.OUTLET]
    ways = [
        (
            [each for each in near if each.pk in able],
            _("The office in your county offers this service."),
        ),
        ([each for each in centres if each.pk in able], _("The service centre offers this service.")),
        (stations, _("The office in your county; it finds out who can help.")),
        (centres, _("The service centre finds out who can help.")),
        (open_today, _("The office that can take it at once.")),
    ]
    for found, reason in ways:
        if found:
            return Route(least_loaded(found), reason)
    return Route(None, "")


def _why(wanted: Organisation, channel: str, taken_at: Organisation | None) -> str:
    """Return who chose ``wanted``, as the enterprise knows it: what staff chose, it did not."""
    if channel == Channel.COLUMN:
        return _("You chose this office.")
    if taken_at is None:
        return _("Chosen by whoever wrote your request down.")
    if taken_at.pk != wanted.pk:
        return _("Chosen by %(office)s, which wrote your request down.") % {"office": taken_at.name}
    return str(TAKEN[channel])


def least_loaded(places: Collection[Organisation]) -> Organisation:
    """Return the one with the fewest open requests; the first of equals."""
    load = loads([each.pk for each in places])
    return min(places, key=lambda each: (each.kind == Kind.OUTLET, load[each.pk]))


def loads(organisations: Collection[int]) -> Counter[int]:
    """Return how many open requests each office has."""
    if len(organisations) <= 1:
        return Counter()
    rows = ServiceRequest.objects.under_way().filter(office__in=organisations).order_by()
    return Counter(dict(rows.values_list("office").annotate(n=Count("pk"))))


def _offering(item: "ServiceItemPage | None") -> frozenset[int]:
    if item is None:
        return frozenset()
    return frozenset(row.organisation_id for row in offered(item, timezone.localdate(), network_today()))


def _same_county(region_id: int, region: Region | None) -> bool:
    """Tell whether an office stands in the county of ``region``; the city as a whole is no county."""
    if region is None or region.code == settings.REGION_CODE:
        return False
    code = Region.objects.filter(pk=region_id).values_list("code", flat=True).first() or ""
    return code[:COUNTY_DIGITS] == region.code[:COUNTY_DIGITS]
