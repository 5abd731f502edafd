"""The window on the home page: where it is and when it is open today."""

from typing import Any, NamedTuple

from laces.components import Component

from django.utils import timezone

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.hours import opening_on
from onestop.catalogue.organisations.models import Organisation
from onestop.site.look.parts import Contact
from onestop.site.page_cache import remember

PLACES = 4


class Window(NamedTuple):
    """A place in the list; ``hours`` are those of today."""

    contact: Contact
    url: str
    hours: str
    is_sample: bool


class WindowPanel(Component):
    """The centre's window with today's hours, and the stations beside it.

    The hours of the day and not “open now”: the home page may be kept for some minutes.
    """

    order = 150
    template_name = "catalogue/network/panel.html"

    def __init__(self, url: str) -> None:
        self.url = url
        self.places = remember("home.windows", windows)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the places and the way to all of them."""
        return {"places": self.places, "url": self.url}


def windows() -> list[Window]:
    """Return the centre and the first stations as they are today."""
    today = timezone.localdate()
    rows = Organisation.objects.running(today).filter(kind__in=[Kind.CENTRE, Kind.STATION])
    # “centre” stands before “station” in the alphabet, too.
    rows = rows.select_related("region").prefetch_related("hours", "changed_days")
    return [
        Window(
            Contact(place.name, place.phone, place.address),
            place.get_absolute_url(),
            str(opening_on(place, today)),
            place.is_sample,
        )
        for place in rows.order_by("kind", "region__code", "name")[:PLACES]
    ]
