"""How an event is edited: what it is on one tab, who may come on another."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

CONTENT = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("topic")]),
    FieldPanel("intro"),
    InlinePanel("sessions", heading=_("Sessions"), label=_("session"), min_num=1),
    MultiFieldPanel(
        [FieldPanel("venue"), FieldPanel("place"), FieldPanel("join_url"), FieldPanel("join_note")],
        heading=_("Place or meeting"),
    ),
    FieldRowPanel([FieldPanel("target_group"), FieldPanel("fee")]),
    FieldRowPanel([FieldPanel("organiser"), FieldPanel("contact_phone")]),
    FieldPanel("body"),
    InlinePanel("standard_links", heading=_("Standards it is about"), label=_("linked standard")),
    InlinePanel("materials", heading=_("Papers and slides"), label=_("paper or slides")),
    MultiFieldPanel([FieldPanel("host"), FieldPanel("host_consent")], heading=_("At an enterprise")),
    MultiFieldPanel(
        [FieldPanel("called_off"), FieldPanel("called_off_note")],
        heading=pgettext_lazy("event", "Called off"),
    ),
]
REGISTRATION = [
    FieldPanel("needs_registration"),
    FieldPanel("quota"),
    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
    MultiFieldPanel(
        [FieldPanel("gives_proof"), FieldPanel("attendance_rule"), FieldPanel("assessed")],
        heading=_("Proof of attendance"),
    ),
]


def tabs(
    content: list[Any], registration: list[Any], promote: list[Any], settings: list[Any]
) -> TabbedInterface:
    """Return the tabs of the editor; the last shows nothing, but brings the schedule and the comments."""
    return TabbedInterface(
        [
            ObjectList(content, heading=_("Content")),
            ObjectList(registration, heading=_("Registration")),
            ObjectList(promote, heading=_("Spread the word")),
            ObjectList(settings, heading=_("Settings"), classname="settings"),
        ]
    )
