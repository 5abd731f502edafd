"""Sections of the home page."""

from typing import Any, NamedTuple

from laces.components import Component

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.site.look.parts import Contact, Identity
from onestop.standards.models import Standard

NEWS = 4
"""Standards a list."""


class News(NamedTuple):
    """A short dated list and where all of it is."""

    title: str
    url: str
    standards: list[Standard]


class StandardsPanel(Component):
    """Which standards came into force of late, and which will soon. Empty lists are left out."""

    order = 200
    template_name = "home/panels/standards.html"

    def __init__(self, directory: str) -> None:
        today = timezone.localdate()
        dated = Standard.objects.public().filter(effective_on__isnull=False)
        dated = dated.only("number", "title", "slug", "effective_on")
        latest = dated.filter(starts_on__lte=today).order_by("-starts_on", "sort_key")[:NEWS]
        coming = dated.filter(starts_on__gt=today).order_by("starts_on", "sort_key")[:NEWS]
        lists = [
            News(_("Newly in force"), f"{directory}?sort=effective&status=current", list(latest)),
            News(_("Soon in force"), f"{directory}?status=upcoming", list(coming)),
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
