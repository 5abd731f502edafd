"""The register of registrations, with what is done to many at once."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import log
from wagtail_modeladmin.views import InspectView

from onestop.catalogue.organisations.admin.base import Register, SealedIndexView
from onestop.home.training.admin import bulk
from onestop.home.training.admin.rights import TrainingPermissionHelper
from onestop.home.training.choices import Place
from onestop.home.training.models import OwedMail, Registration, TrainingEventPage, TrainingSession
from onestop.home.training.models.mail import OwedMailQuerySet
from onestop.site.digits import number_of

SHOWN_EVENTS = 60
LOOKED = "onestop.training.contact"


class EventFilter(SimpleListFilter):
    """The latest events."""

    title = pgettext_lazy("training", "Event")
    parameter_name = "event"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the events to choose from, the latest first."""
        events = TrainingEventPage.objects.order_by("-starts_at").values_list("pk", "title")[:SHOWN_EVENTS]
        return [(str(pk), title) for pk, title in events]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Registration]) -> QuerySet[Registration]:
        """Keep the registrations of the chosen one."""
        event = number_of(self.value())
        return queryset.filter(event=event) if event else queryset


class MailFilter(SimpleListFilter):
    """Those who do not know yet what they should."""

    title = pgettext_lazy("training", "Still to be told")
    parameter_name = "mail"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the two states to choose from."""
        return [("failed", _("by telephone")), ("waiting", _("by e-mail, under way"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Registration]) -> QuerySet[Registration]:
        """Keep those with such a mail."""
        if self.value() not in {"failed", "waiting"}:
            return queryset
        failed = self.value() == "failed"
        return queryset.filter(Exists(_owed().filter(not_before__isnull=failed)))


def _owed() -> OwedMailQuerySet:
    return OwedMail.objects.filter(registration=OuterRef("pk"))


class ContactLoggingInspectView(InspectView):
    """One registration with its contact. That somebody looked is noted, without what was seen."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it, then show it."""
        log(self.instance.event, LOOKED, user=request.user, data={"registration": self.instance.pk})
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


class RegistrationAdmin(Register):
    """Who registered; the contact is masked until somebody opens the row, which is noted."""

    model = Registration
    menu_label = pgettext_lazy("admin menu", "Registrations")
    menu_icon = "group"
    menu_order = 200
    base_url_path = "training/registrations"
    permission_helper_class = TrainingPermissionHelper
    inspect_view_class = ContactLoggingInspectView
    history_view_enabled = False
    related = ("event", "proof")
    ordering = ("-event__starts_at", "event", "created_at")
    list_display = (
        "tick",
        "name",
        "enterprise",
        "event_title",
        "place_badge",
        "contact",
        "presence",
        "outcome",
    )
    list_display_add_buttons = "name"
    list_filter = (EventFilter, "place", "result", "origin", MailFilter)
    index_view_class = SealedIndexView
    search_fields = ("number", "name", "enterprise")
    inspect_view_fields = (
        *(
            "number",
            "event",
            "name",
            "enterprise",
            "credit_code",
            "phone",
            "email",
            "place",
            "origin",
            "result",
        ),
        *("consented_at", "created_at", "purged_at"),
    )
    panels = [
        FieldPanel("name"),
        FieldPanel("enterprise"),
        FieldPanel("credit_code"),
        FieldPanel("result"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Registration]:
        """Add how many sessions there were and how many were attended."""
        sessions = TrainingSession.objects.filter(event=OuterRef("event")).order_by().values("event")
        rows: Any = super().get_queryset(request)
        return rows.with_attended().annotate(
            sessions=Subquery(sessions.annotate(n=Count("pk")).values("n")),
            not_reached=Exists(_owed().failed()),
        )

    def get_extra_attrs_for_row(self, obj: Registration, context: Any) -> dict[str, str]:  # noqa: ARG002
        """Quieten what was cancelled."""
        return {"class": "row-off"} if obj.place == Place.CANCELLED else {}

    def index_view(self, request: HttpRequest) -> HttpResponse:
        """Show the list; a press of a bulk button comes here too, and what is searched for."""
        if request.method == "POST" and "q" not in request.POST:
            return bulk.perform(request)
        response: HttpResponse = super().index_view(request)
        if hasattr(response, "context_data") and response.context_data is not None:
            response.context_data["bulk_actions"] = bulk.offered(request.user)
            response.context_data["bulk_sessions"] = _sessions_of(request)
        return response

    def tick(self, obj: Registration) -> SafeString:
        """A box to choose the row; it belongs to the form below the list."""
        return format_html(
            '<input type="checkbox" form="bulk" name="chosen" value="{}" aria-label="{}">',
            obj.pk,
            _("Choose %(who)s") % {"who": obj},
        )

    tick.short_description = gettext_lazy("Choose")  # type: ignore[attr-defined]

    def event_title(self, obj: Registration) -> str:
        """The event."""
        return str(obj.event.title)

    event_title.short_description = pgettext_lazy("training", "Event")  # type: ignore[attr-defined]

    def place_badge(self, obj: Registration) -> str:
        """The state in a word."""
        return str(obj.get_place_display())

    place_badge.short_description = pgettext_lazy("registration", "state")  # type: ignore[attr-defined]
    place_badge.admin_order_field = "place"  # type: ignore[attr-defined]

    def contact(self, obj: Any) -> str:
        """The contact with its middle covered, and whether no mail has reached the person."""
        shown = obj.masked_contact or "—"
        return f"{shown}（{_('to be told by telephone')}）" if obj.not_reached else shown

    contact.short_description = gettext_lazy("Contact")  # type: ignore[attr-defined]

    def presence(self, obj: Any) -> str:
        """How many of the sessions were attended."""
        return f"{obj.attended}/{obj.sessions or 0}"

    presence.short_description = gettext_lazy("Attendance")  # type: ignore[attr-defined]

    def outcome(self, obj: Registration) -> str:
        """Result and proof."""
        parts = [str(obj.get_result_display()) if obj.result else ""]
        if proof := getattr(obj, "proof", None):
            parts.append(_("proof revoked") if proof.revoked_on else _("has a proof"))
        return "，".join(part for part in parts if part) or "—"

    outcome.short_description = gettext_lazy("Result and proof")  # type: ignore[attr-defined]


def _sessions_of(request: HttpRequest) -> list[TrainingSession]:
    """Return the sessions of the event that the list is narrowed down to."""
    event = number_of(request.GET.get("event"))
    return list(TrainingSession.objects.filter(event=event)) if event else []
