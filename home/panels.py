"""Sections of the home page."""

from typing import Any, NamedTuple

from laces.components import Component

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.site.look.parts import Contact, Identity
from onestop.site.page_cache import remember
from onestop.standards.models import Standard

NEWS = 4
"""Standards a list."""


class Entry(NamedTuple):
    """A standard in a list."""

    day: str
    number: str
    title: str
    url: str


class News(NamedTuple):
    """A short dated list and where all of it is."""

    title: str
    url: str
    standards: list[Entry]


def latest_and_coming() -> tuple[list[Entry], list[Entry]]:
    """Return the standards that came into force last, and those that will next."""
    today = timezone.localdate()
    dated = Standard.objects.public().filter(effective_on__isnull=False)
    dated = dated.only("number", "title", "slug", "effective_on")
    latest = dated.filter(starts_on__lte=today).order_by("-starts_on", "sort_key")[:NEWS]
    coming = dated.filter(starts_on__gt=today).order_by("starts_on", "sort_key")[:NEWS]
    return [_entry(each) for each in latest], [_entry(each) for each in coming]


def _entry(standard: Standard) -> Entry:
    day = standard.effective_on.isoformat() if standard.effective_on else ""
    return Entry(day, standard.number, standard.title, standard.get_absolute_url())


class StandardsPanel(Component):
    """Which standards came into force of late, and which will soon. Empty lists are left out."""

    order = 200
    template_name = "home/panels/standards.html"

    def __init__(self, directory: str) -> None:
        latest, coming = remember("home.standards", latest_and_coming)
        lists = [
            News(_("Newly in force"), f"{directory}?sort=effective&status=current", latest),
            News(_("Soon in force"), f"{directory}?status=upcoming", coming),
        ]
        self.lists = [each for each in lists if each.standards]

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the lists."""
        return {"lists": self.lists}


class ContactPanel(Component):
    """Where to go and whom to call: the offices of the site settings."""

    order = 900
    template_name = "home/panels/contact.html"

    def __init__(self, identity: Identity) -> None:
        self.offices: list[Contact] = [
            office for office in (identity.operator, identity.organiser) if office.name and office.phone
        ]

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the offices."""
        return {"offices": self.offices}
