"""The register of experts in the admin."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail_modeladmin.helpers import ButtonHelper

from onestop.catalogue.experts.choices import State
from onestop.catalogue.experts.models import Expert, ExpertField
from onestop.catalogue.experts.moving import PERMISSION
from onestop.catalogue.experts.review import ReviewView
from onestop.catalogue.organisations.admin.filters import CountyFilter
from onestop.site.listings import ListingAdmin

SOON_DAYS = 30


class ExpertButtons(ButtonHelper):
    """The usual buttons, and the review for those who may."""

    def get_buttons_for_obj(
        self,
        obj: Expert,
        exclude: Any = None,
        classnames_add: list[str] | None = None,
        classnames_exclude: list[str] | None = None,
    ) -> list[dict[str, str]]:
        """Put the review first."""
        buttons: list[dict[str, str]] = super().get_buttons_for_obj(
            obj, exclude, classnames_add, classnames_exclude
        )
        if self.request.user.has_perm(PERMISSION):
            review = {
                "url": reverse("catalogue_expert_review", args=[obj.pk]),
                "label": _("Review, term"),
                "classname": self.finalise_classname(
                    ["button-secondary", *(classnames_add or [])], classnames_exclude
                ),
                "title": _("Review this expert or decide on the term"),
            }
            return [review, *buttons]
        return buttons


class ExpertAdmin(ListingAdmin):
    """Experts with where they are and how long their term lasts."""

    model = Expert
    menu_label = gettext_lazy("Experts")
    menu_icon = "user"
    base_url_path = "experts"
    button_helper_class = ExpertButtons
    list_display = ("name", "where", "about", "published", "term")
    list_filter = ("state", CountyFilter, "categories", "fields")
    list_export = (
        "name",
        "professional_title",
        "employer",
        "region",
        "state",
        "term_from",
        "term_until",
        "consented_on",
        "source",
        "checked_on",
    )
    search_fields = ("name", "employer", "region__name", "competences__reference", "fields__name")
    ordering = ("-updated_at",)
    list_per_page = 50
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_is_public")]),
        FieldRowPanel([FieldPanel("professional_title"), FieldPanel("title_is_public")]),
        FieldRowPanel([FieldPanel("employer"), FieldPanel("employer_is_public")]),
        FieldRowPanel([FieldPanel("region"), FieldPanel("region_is_public")]),
        MultiFieldPanel(
            [FieldPanel("introduction"), FieldPanel("introduction_is_public")],
            heading=gettext_lazy("Experience"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("fields", widget=forms.CheckboxSelectMultiple),
                FieldPanel("categories", widget=forms.CheckboxSelectMultiple),
            ],
            heading=gettext_lazy("What for"),
        ),
        InlinePanel(
            "competences",
            heading=gettext_lazy("Standards and laws known well"),
            label=gettext_lazy("standard or law"),
            help_text=gettext_lazy("The review cannot pass without at least one."),
            panels=[
                FieldRowPanel([FieldPanel("kind"), FieldPanel("reference")]),
                FieldPanel("note"),
            ],
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pledged_on"), FieldPanel("consented_on")]),
                FieldPanel("evidence"),
            ],
            heading=gettext_lazy("Pledge and consent"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldRowPanel([FieldPanel("origin"), FieldPanel("recommended_by")]),
                FieldRowPanel([FieldPanel("source"), FieldPanel("checked_on")]),
                FieldPanel("is_sample"),
            ],
            heading=gettext_lazy("For the service centre only"),
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Expert]:
        """Return the rows that this account may work with, with what the list shows."""
        return super().get_queryset(request).for_user(request.user).prefetch_related("fields")

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Add the page of the review."""
        review = path("experts/<int:pk>/review/", ReviewView.as_view(), name="catalogue_expert_review")
        return (*super().get_admin_urls_for_registration(), review)

    def where(self, expert: Expert) -> str:
        """Return the state; a term that is over counts as out."""
        if expert.state == State.POOL and not expert.is_matchable():
            return _("✕ In the pool, but not within the term")
        shape = {State.POOL: "●", State.REFUSED: "✕", State.OUT: "✕"}.get(State(expert.state), "◔")
        return f"{shape} {expert.get_state_display()}"

    where.short_description = gettext_lazy("State")  # type: ignore[attr-defined]
    where.admin_order_field = "state"  # type: ignore[attr-defined]

    def about(self, expert: Expert) -> str:
        """Return the fields of knowledge."""
        return "、".join(field.name for field in expert.fields.all())

    about.short_description = gettext_lazy("Fields of knowledge")  # type: ignore[attr-defined]

    def published(self, expert: Expert) -> str:
        """Return whether the public may see the person."""
        return _("agreed") if expert.consented_on else _("not agreed")

    published.short_description = pgettext_lazy("expert", "Publication")  # type: ignore[attr-defined]
    published.admin_order_field = "consented_on"  # type: ignore[attr-defined]

    def term(self, expert: Expert) -> SafeString | str:
        """Return the last day of the term, marked when it is near or over."""
        if not expert.term_until:
            return ""
        left = (expert.term_until - timezone.localdate()).days
        mark = "✕" if left < 0 else "!" if left <= SOON_DAYS else ""
        return format_html(
            '<span class="w-whitespace-nowrap">{} {}</span>', mark, expert.term_until.isoformat()
        )

    term.short_description = gettext_lazy("Term until")  # type: ignore[attr-defined]
    term.admin_order_field = "term_until"  # type: ignore[attr-defined]


class ExpertFieldAdmin(ListingAdmin):
    """The fields by which experts are found."""

    model = ExpertField
    menu_label = gettext_lazy("Fields of knowledge")
    menu_icon = "tag"
    base_url_path = "expert-fields"
    list_export = ("name",)
    search_fields = ("name",)
    panels = [FieldPanel("name")]
