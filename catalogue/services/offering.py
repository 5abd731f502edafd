"""Who offers an item on a day: by its period, its standing, and the qualification that the item requires."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from onestop.catalogue.organisations.models import Organisation, Qualification
from onestop.catalogue.organisations.models.laboratory import laboratory_ready
from onestop.site.page_cache import remember
from onestop.site.prepared import related_rows

if TYPE_CHECKING:
    from onestop.catalogue.services.models import ServiceItemPage, ServiceProvision


@dataclass(frozen=True, slots=True)
class Host:
    """An organisation that works today, and what it may rely on today.

    Attributes:
        organisation: itself.
        qualifications: the kinds of qualification that it holds.
        laboratory: whether its own laboratory has equipment, all of it with a valid calibration.
    """

    organisation: Organisation
    qualifications: frozenset[str]
    laboratory: bool = False


Network = Mapping[int, Host]


def network_on(day: dt.date) -> Network:
    """Return the organisations that work on ``day``, with their hours, by id."""
    held: dict[int, set[str]] = {}
    rows = Qualification.objects.valid_on(day).order_by().values_list("organisation", "kind")
    for organisation, kind in rows:
        held.setdefault(organisation, set()).add(kind)
    running: Any = Organisation.objects.running(day).annotate(ready=laboratory_ready(day))
    organisations = running.prefetch_related("hours", "changed_days")
    return {each.pk: Host(each, frozenset(held.get(each.pk, ())), each.ready) for each in organisations}


def network_today() -> Network:
    """Return ``network_on`` today; read once until content or the day changes, for every guide shows it."""
    today = timezone.localdate()
    return remember(("services.network", today), lambda: network_on(today))


def offered(item: "ServiceItemPage", day: dt.date, network: Network) -> list["ServiceProvision"]:
    """Return by whom ``item`` is offered on ``day``, in the editor's order, each with its organisation."""
    rows: Iterable[ServiceProvision] = related_rows(item, "provisions")
    kept = [row for row in rows if can_offer(row, item.required_qualification, day, network)]
    for row in kept:
        row.organisation = network[row.organisation_id].organisation
    return kept


def can_offer(row: "ServiceProvision", required: str, day: dt.date, network: Network) -> bool:
    """Tell whether an organisation may offer an item on ``day`` that requires the qualification ``required``.

    Without the qualification valid on that day it does not (clause 4.1.1.2), nor in a laboratory of its own
    without a valid calibration (4.1.1.6): nobody is sent there.
    """
    host = network.get(row.organisation_id)
    if host is None or not row.is_open_on(day):
        return False
    if row.own_laboratory and not host.laboratory:
        return False
    return not required or required in host.qualifications


def without_calibration(rows: Iterable["ServiceProvision"], network: Network) -> set[int]:
    """Return who of ``network`` offers in a laboratory of its own that has no valid calibration."""
    own = {row.organisation_id for row in rows if row.own_laboratory}
    return {pk for pk in own if pk in network and not network[pk].laboratory}


def offers_of(organisations: Collection[int], day: dt.date) -> dict[int, list["ServiceItemPage"]]:
    """Return which published items each organisation offers on ``day``; in three queries for all of them."""
    from onestop.catalogue.services.models import (  # noqa: PLC0415 - the models' forms read the rules
        ServiceItemPage,
        ServiceProvision,
    )

    items = {item.pk: item for item in ServiceItemPage.objects.current(day).in_order()}
    rows = ServiceProvision.objects.filter(organisation__in=organisations, item__in=items)
    network = network_on(day)
    by_organisation: dict[int, set[int]] = {}
    for row in rows:
        if can_offer(row, items[row.item_id].required_qualification, day, network):
            by_organisation.setdefault(row.organisation_id, set()).add(row.item_id)
    return {
        pk: [item for item in items.values() if item.pk in offered_here]
        for pk, offered_here in by_organisation.items()
    }
