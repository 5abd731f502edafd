"""How an editor fills in a service item: five tabs in the order of the guide."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

WHAT = [
    *Page.content_panels,
    FieldPanel("clause"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
    FieldPanel("summary"),
    FieldPanel("keywords"),
    MultiFieldPanel(
        [
            FieldPanel("audience"),
            FieldPanel("conditions"),
            FieldRowPanel([FieldPanel("online"), FieldPanel("window"), FieldPanel("visit")]),
        ],
        heading=_("Who and how"),
    ),
    MultiFieldPanel(
        [FieldPanel("result"), FieldPanel("result_sample"), FieldPanel("delivery")], heading=_("Result")
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("charged"), FieldPanel("charged_by")]),
            FieldPanel("fee_standard"),
            FieldPanel("fee_basis"),
        ],
        heading=_("Fee"),
    ),
    MultiFieldPanel([FieldPanel("caution"), FieldPanel("decided_by")], heading=_("What to know before")),
]
WAY = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("promised_days"), FieldPanel("instant")]),
            FieldPanel("statutory"),
        ],
        heading=_("Time limits"),
    ),
    InlinePanel("steps", heading=_("Flow"), label=_("step")),
    InlinePanel("materials", heading=_("Materials"), label=_("material")),
]
GROUNDS = [
    FieldPanel("basis"),
    InlinePanel("standards", heading=_("Works with these standards"), label=_("standard")),
    FieldPanel("faq"),
    FieldPanel("links"),
    InlinePanel("related", heading=_("Related items"), label=_("related item")),
]
WHERE = [
    FieldPanel("required_qualification"),
    InlinePanel("provisions", heading=_("Offered by"), label=_("organisation")),
    FieldRowPanel([FieldPanel("phone"), FieldPanel("complaint_phone")]),
]
VERSION = [
    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    FieldPanel("change_note"),
    FieldPanel("important"),
]

EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(WHAT, heading=_("What")),
        ObjectList(WAY, heading=_("Way and materials")),
        ObjectList(GROUNDS, heading=_("Grounds and questions")),
        ObjectList(WHERE, heading=_("Where")),
        ObjectList(VERSION, heading=_("Validity and version")),
        ObjectList(Page.promote_panels, heading=_("Promote")),
        ObjectList(Page.settings_panels, heading=_("Settings"), classname="settings"),
    ]
)
