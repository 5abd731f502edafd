"""The window on the home page: where it is and when it is open today."""

from typing import Any

from laces.components import Component

from django.utils import timezone

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.hours import opening_on
from onestop.catalogue.organisations.models import Organisation
from onestop.site.look.parts import Contact

PLACES = 4


class WindowPanel(Component):
    """The centre's window with today's hours, and the stations beside it.

    The hours of the day and not “open now”: the home page may be kept for some minutes.
    """

    order = 150
    template_name = "catalogue/network/panel.html"

    def __init__(self, url: str) -> None:
        self.url = url
        today = timezone.localdate()
        rows = Organisation.objects.running(today).filter(kind__in=[Kind.CENTRE, Kind.STATION])
        # “centre” stands before “station” in the alphabet, too.
        rows = rows.select_related("region").prefetch_related("hours", "changed_days")
        self.places = [
            (place, opening_on(place, today), Contact(place.name, place.phone, place.address))
            for place in rows.order_by("kind", "region__code", "name")[:PLACES]
        ]
        self.today = today

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the places and the way to all of them."""
        return {"places": self.places, "url": self.url, "today": self.today}
