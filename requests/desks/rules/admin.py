"""The registers of time limits and of days off; what is in force is read, the next version is written."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper

from onestop.catalogue.organisations.admin.columns import column
from onestop.requests.desks.rules.versions import is_in_force, to_come
from onestop.requests.workflow import clock
from onestop.requests.workflow.days import near
from onestop.requests.workflow.models import CalendarDay, SLAPolicy
from onestop.site.listings import ListingAdmin


class PolicyPermissionHelper(PermissionHelper):
    """A version that has begun is neither changed nor deleted: cases keep it."""

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        """Change what has not begun."""
        return not is_in_force(obj) and bool(super().user_can_edit_obj(user, obj))

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        """Delete what has not begun."""
        return not is_in_force(obj) and bool(super().user_can_delete_obj(user, obj))


class CalendarPermissionHelper(PermissionHelper):
    """A day that is over was counted."""

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        """Change a day to come."""
        return obj.day >= timezone.localdate() and bool(super().user_can_edit_obj(user, obj))

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        """Remove a day to come."""
        return obj.day >= timezone.localdate() and bool(super().user_can_delete_obj(user, obj))


class PolicyForm(WagtailAdminModelForm):
    """A version begins on a day to come."""

    def clean_valid_from(self) -> dt.date:
        """Refuse a day that has begun."""
        return to_come(self.cleaned_data["valid_from"])


class DayForm(WagtailAdminModelForm):
    """A day to come: what is over was counted."""

    def clean_day(self) -> dt.date:
        """Refuse a day that is over."""
        day: dt.date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is over; what was counted stays."))
        return near(day)


def in_words(stage: str, number: int, *, calendar: bool) -> str:
    """Return a limit as people write it: 受理 1 个工作日."""
    days = _("%(n)s calendar days") if calendar else _("%(n)s working days")
    return f"{stage} {days % {'n': number}}"


class PolicyAdmin(ListingAdmin):
    """Time limits. A case keeps the version that was in force when it was filed."""

    model = SLAPolicy
    menu_label = gettext_lazy("Time limits")
    menu_icon = "time"
    menu_order = 300
    permission_helper_class = PolicyPermissionHelper
    history_view_enabled = False  # modeladmin asks nobody for a permission there
    inspect_view_enabled = True
    list_per_page = 50
    ordering = ("-valid_from",)
    index_view_extra_css = ["catalogue/registers.css", "requests/desks.css"]
    list_display = ("name", "valid_from", "standing", "limits_in_words", "following")
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("valid_from")]),
            FieldPanel("note"),
            InlinePanel(
                "limits",
                heading=gettext_lazy("Time limits"),
                label=gettext_lazy("time limit"),
                panels=[
                    FieldRowPanel([FieldPanel("stage"), FieldPanel("days")]),
                    FieldRowPanel([FieldPanel("calendar_days"), FieldPanel("owner")]),
                ],
            ),
        ],
        base_form_class=PolicyForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch the limits with the policies, and mark the one that holds today."""
        policies: Any = SLAPolicy.objects
        begun = policies.in_force().values("pk")[:1]
        rows: QuerySet[Any] = super().get_queryset(request).prefetch_related("limits")
        return rows.annotate(newest=Subquery(begun))

    @property
    def nothing_yet(self) -> str:
        """Say which limits hold while nobody has written any."""
        days = clock.DEFAULTS.items()
        limits = [in_words(str(stage.label), n, calendar=stage in clock.CALENDAR_DAYS) for stage, n in days]
        words = _("The limits that come with the platform hold: %(limits)s.") % {"limits": "；".join(limits)}
        return words + _("A version added here replaces those that it names.")

    @column(gettext_lazy("standing of the version"))
    def standing(self, obj: Any) -> str:
        """Whether it holds, in words."""
        if not is_in_force(obj):
            return f"○ {_('begins later')}"
        return f"● {_('in force')}" if obj.pk == obj.newest else f"✕ {_('replaced')}"

    @column(gettext_lazy("time limits"))
    def limits_in_words(self, obj: SLAPolicy) -> str:
        """Return all of them, each with its days."""
        rows = obj.limits.all()
        parts = [in_words(row.get_stage_display(), row.days, calendar=row.calendar_days) for row in rows]
        return "；".join(parts) or _("the platform’s own limits")

    @column(gettext_lazy("next version"))
    def following(self, obj: Any) -> SafeString:
        """Leads to where the next version is made of this one."""
        url = reverse("requests_next_version", args=[obj.pk])
        return format_html('<a class="rq-link" href="{}">{}</a>', url, _("New version of this"))


class CalendarAdmin(ListingAdmin):
    """Days on which offices work or not, against the published calendar."""

    model = CalendarDay
    permission_helper_class = CalendarPermissionHelper
    history_view_enabled = False  # modeladmin asks nobody for a permission there
    nothing_yet = gettext_lazy(
        "Public holidays and make-up days are known as far as they have been published. Add what is "
        "different here, and a year that was published later."
    )
    menu_label = gettext_lazy("Working days")
    menu_icon = "date"
    menu_order = 310
    list_display = ("day", "weekday", "works", "name")
    list_filter = ("is_working",)
    search_fields = ("name",)
    ordering = ("-day",)
    list_per_page = 50
    index_view_extra_css = ["catalogue/registers.css"]
    edit_handler = ObjectList(
        [FieldPanel("day"), FieldPanel("is_working"), FieldPanel("name")], base_form_class=DayForm
    )

    @column(gettext_lazy("weekday"))
    def weekday(self, obj: CalendarDay) -> str:
        """Name the weekday."""
        return dateformat.format(obj.day, "l")

    @column(gettext_lazy("what it is"), "is_working")
    def works(self, obj: CalendarDay) -> str:
        """Whether offices work, in words."""
        return f"● {_('a working day')}" if obj.is_working else f"○ {_('a day off')}"
