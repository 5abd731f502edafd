"""The form of a record, grouped as an editor thinks of it."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from onestop.standards.admin.forms import Aliases, Amendments, OnceEach, StandardForm, StatedRelations


class RowsPanel(InlinePanel):
    """Inline panel with a formset of our own."""

    formsets: ClassVar[dict[str, type[OnceEach]]] = {
        "relations": StatedRelations,
        "aliases": Aliases,
        "amendments": Amendments,
    }

    def get_form_options(self) -> dict[str, Any]:
        """Add the formset that belongs to the relation."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formsets[self.relation_name]
        return options


WHAT = [
    FieldPanel("number", required_on_save=True),
    FieldPanel("title"),
    FieldPanel("title_en"),
    FieldPanel("other_titles"),
    FieldRowPanel([FieldPanel("nature"), FieldPanel("text_policy")]),
    FieldRowPanel([FieldPanel("ics"), FieldPanel("ccs")]),
    FieldPanel("scope"),
    FieldPanel("industry_chains"),
    FieldPanel("remarks"),
]
WHEN = [
    FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("withdrawn_on")]),
    FieldPanel("stated_status"),
    FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_result")]),
    MultiFieldPanel(
        [FieldPanel("status_override"), FieldPanel("override_reason")],
        heading=_("Status set by hand"),
        help_text=_("Only where the dates and the newer editions give a wrong status."),
    ),
]
WHO = [
    FieldPanel("authority"),
    FieldPanel("owner"),
    FieldPanel("proposer"),
    FieldPanel("issuer"),
    FieldPanel("drafting_orgs"),
    FieldPanel("drafters"),
    FieldRowPanel([FieldPanel("record_number"), FieldPanel("recorded_on")]),
    FieldRowPanel([FieldPanel("announcement"), FieldPanel("plan_number")]),
]
RELATIONS = [
    HelpPanel(
        content=_(
            "State what the standard itself says. A newer edition of the same number replaces the older one "
            "without an entry here."
        )
    ),
    RowsPanel(
        "relations",
        heading=_("Relations"),
        label=_("relation"),
        panels=[
            FieldRowPanel([FieldPanel("kind"), FieldPanel("target_number")]),
            FieldRowPanel([FieldPanel("extent"), FieldPanel("degree"), FieldPanel("clause")]),
            FieldPanel("note"),
        ],
    ),
    RowsPanel("aliases", heading=_("Other numbers"), label=_("other number"), panels=[FieldPanel("number")]),
]
AMENDMENTS = [
    RowsPanel(
        "amendments",
        heading=_("Amendments"),
        label=_("amendment"),
        panels=[
            FieldRowPanel([FieldPanel("serial"), FieldPanel("year")]),
            FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_on")]),
            FieldPanel("summary"),
            FieldPanel("url"),
        ],
    ),
]
SOURCE = [
    FieldPanel("source", required_on_save=True),
    FieldPanel("source_url"),
    FieldPanel("checked_on"),
    InlinePanel(
        "links",
        heading=_("Official links"),
        label=_("official link"),
        panels=[FieldRowPanel([FieldPanel("label"), FieldPanel("url")])],
    ),
    FieldPanel("import_notes"),
    PublishingPanel(),
]

EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(WHAT, heading=_("What it is")),
        ObjectList(WHEN, heading=_("When")),
        ObjectList(WHO, heading=_("Who")),
        ObjectList(RELATIONS, heading=_("Relations")),
        ObjectList(AMENDMENTS, heading=_("Amendments")),
        ObjectList(SOURCE, heading=_("Source")),
    ],
    base_form_class=StandardForm,
)
