"""The columns of the queue: who, what, since when, until when, whose turn."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.catalogue.organisations.admin.columns import column
from onestop.requests.desks import standing, turns
from onestop.requests.workflow.models import ServiceRequest

SIGNS = {"late": "▲", "soon": "●", "stopped": "▮▮"}


class CaseColumns:
    """Each a method, as modeladmin asks for them."""

    def tick(self, obj: ServiceRequest) -> SafeString:
        """A box to choose the row; it belongs to the form below the list."""
        return format_html(
            '<label class="rq-tick"><input type="checkbox" form="bulk" name="chosen" value="{}">'
            '<span class="w-sr-only">{}</span></label>',
            obj.pk,
            _("Choose %(number)s") % {"number": obj.number},
        )

    tick.short_description = gettext_lazy("Choose")  # type: ignore[attr-defined]

    @column(gettext_lazy("number"), "number")
    def number_link(self, obj: ServiceRequest) -> SafeString:
        """The number leads to the case."""
        return format_html(
            '<a class="rq-link nobr" href="{}">{}</a>',
            reverse("requests_case_desk", args=[obj.number]),
            obj.number,
        )

    @column(gettext_lazy("enterprise and item"), "enterprise_name")
    def what(self, obj: ServiceRequest) -> SafeString:
        """Who asks for what."""
        mark = f"★ {_('important project')}" if obj.is_important else ""
        return format_html(
            '{}<br><span class="rq-muted">{}</span> <span class="mark">{}</span>',
            obj.enterprise_name,
            obj.item_title,
            mark,
        )

    @column(pgettext_lazy("request", "status"), "status")
    def state(self, obj: ServiceRequest) -> SafeString:
        """Where it is, in words."""
        return format_html('<span class="rq-badge">{}</span>', obj.status_words)

    @column(gettext_lazy("since when"), "moved_at")
    def since(self, obj: ServiceRequest) -> SafeString | str:
        """Since when it is so."""
        moment = obj.moved_at or obj.submitted_at
        if moment is None:
            return ""
        return format_html('<span class="nobr">{}</span>', f"{timezone.localtime(moment):%Y-%m-%d %H:%M}")

    @column(gettext_lazy("due"), "stage_due_on")
    def due(self, obj: ServiceRequest) -> SafeString | str:
        """Until when, with how far that is, in words and a sign."""
        due = standing.due_of(obj)
        if not due.words:
            return ""
        return format_html(
            '<span class="nobr">{}</span><br><span class="mark">{} {}</span>',
            f"{due.day:%Y-%m-%d}" if due.day else "—",
            SIGNS.get(due.state, ""),
            due.words,
        )

    @column(gettext_lazy("whose turn"))
    def turn(self, obj: Any) -> str:
        """Who has to do the next thing; the reader, if so."""
        return _("I") if getattr(obj, "is_mine", False) else turns.holder(obj)

    @column(gettext_lazy("receiving office"), "office__name")
    def at(self, obj: ServiceRequest) -> str:
        """Where it was received, and in whose hands it is."""
        if obj.office is None:
            return ""
        return f"{obj.office}（{obj.handler}）" if obj.handler else str(obj.office)
