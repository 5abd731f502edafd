"""Sections of the home page that need no other app."""

from typing import Any

from laces.components import Component

from onestop.site.look.parts import Contact, Identity


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
