"""The poster of a service window (clause 4.1.1.2): every service, the flow, the QR code of the directory."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onestop.catalogue.services import flow
from onestop.catalogue.services.entries import Entry, entries
from onestop.catalogue.services.models import ServiceCategory
from onestop.catalogue.services.offering import Network, network_today

SIZES: Final = ("a4", "a3")


def shelves() -> list[tuple[ServiceCategory, Sequence[Entry]]]:
    """Return the services by category."""
    groups = groupby(entries().values(), key=lambda entry: entry.category)
    return [(category, list(rows)) for category, rows in groups]


def stations() -> tuple[flow.Station, ...]:
    """Return the flow of the municipal standard's figure 1, step by step (clause 4.3)."""
    return (
        flow.Station(
            _("Tell us what you need"), _("about 3 minutes"), _("online, by telephone, here"), yours=True
        ),
        flow.Station(_("We accept it"), _("1 working day"), _("window")),
        flow.Station(pgettext("step", "Matched"), "", _("institutions and experts")),
        flow.Station(_("It is done"), _("in the promised time"), _("institution, expert or window")),
        flow.Station(_("You get the result"), "", _("online or here")),
        flow.Station(_("You say how it was"), _("1 minute"), _("online or by telephone"), yours=True),
    )


def way() -> SafeString:
    """Return the flow as a picture."""
    steps = stations()
    return flow.draw(steps, _("How it works: %(steps)s") % {"steps": " → ".join(s.name for s in steps)})


def windows(network: Network | None = None) -> list[Any]:
    """Return the organisations with windows that work today, centre first."""
    hosts = (network_today() if network is None else network).values()
    kinds = ("centre", "station", "outlet")
    found = [host.organisation for host in hosts if host.organisation.kind in kinds]
    return sorted(found, key=lambda each: (kinds.index(each.kind), each.name))
