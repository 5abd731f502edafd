"""The register of enterprises in the admin (clause 6.1), and the versions of the privacy notice."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdminGroup

from onestop.catalogue.organisations.admin.base import Register, RowPermissionHelper, SealedIndexView
from onestop.catalogue.organisations.admin.filters import CountyFilter
from onestop.requests.enterprises import companies
from onestop.requests.enterprises.models import Enterprise, Membership, PrivacyNotice
from onestop.site.listings import ListingAdmin


class EnterpriseForm(WagtailAdminModelForm):
    """Keeps what the basic information was before."""

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001 - Django's own signature
        """Save and keep the version."""
        before = companies.values_of(Enterprise.objects.get(pk=self.instance.pk))
        saved = super().save(commit)
        companies.keep_version(saved, before, self.for_user)
        return saved


class EnterprisePermissionHelper(RowPermissionHelper):
    """Enterprises come by a request or by signing up, and stay: archives hang on them."""

    def user_can_create(self, user: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse: two records of one enterprise are merged."""
        return False


class ProvedFilter(SimpleListFilter):
    """Whether somebody waits for the licence to be compared."""

    title = gettext_lazy("licence")
    parameter_name = "licence"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return what there is to choose."""
        return [("waiting", _("somebody waits")), ("compared", _("compared")), ("never", _("never compared"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the chosen ones."""
        if self.value() == "waiting":
            waiting = Membership.objects.current().filter(confirmed_at__isnull=True)
            return queryset.filter(pk__in=waiting.values("enterprise"))
        if self.value() in {"compared", "never"}:
            return queryset.filter(verified_on__isnull=self.value() == "never")
        return queryset


class EnterpriseAdmin(Register):
    """Enterprises, as far as somebody may read one of their requests; contact data is not on it."""

    model = Enterprise
    menu_label = pgettext_lazy("admin menu", "Enterprises")
    menu_icon = "group"
    base_url_path = "requests/enterprises"
    permission_helper_class = EnterprisePermissionHelper
    related = ("region",)
    ordering = ("name", "pk")
    list_display = ("name", "code", "region", "scale", "cases_count", "people_count", "verified_on")
    list_filter = (ProvedFilter, CountyFilter, "scale", "is_key")
    index_view_class = SealedIndexView
    search_fields = ("name", "credit_code")
    inspect_view_fields = (
        *companies.BASIC,
        *("is_key", "key_basis", "verified_on", "verified_by", "created_at", "updated_at"),
    )
    names = {
        "verified_by": gettext_lazy("Compared by"),
        "created_at": gettext_lazy("In the register since"),
        "updated_at": gettext_lazy("Last changed"),
    }
    panels = [
        *(FieldPanel(name) for name in companies.BASIC),
        FieldPanel("is_key"),
        FieldPanel("key_basis"),
    ]

    def get_edit_handler(self) -> Any:
        """Have the form keep versions."""
        handler = super().get_edit_handler()
        handler.base_form_class = EnterpriseForm
        return handler

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out what was merged; count requests and people."""
        now_members = Q(memberships__ended_at__isnull=True)
        return (
            super()
            .get_queryset(request)
            .filter(merged_into__isnull=True)
            .annotate(
                cases_n=Count("cases", distinct=True),
                people_n=Count("memberships", filter=now_members, distinct=True),
            )
        )

    def row_state(self, obj: Enterprise) -> str:
        """Mark those whose licence was never compared."""
        return "" if obj.verified_on else "soon"

    def code(self, obj: Enterprise) -> SafeString | str:
        """The credit code, in one line."""
        return format_html('<span class="nobr">{}</span>', obj.credit_code) if obj.credit_code else "—"

    code.short_description = gettext_lazy("Credit code")  # type: ignore[attr-defined]
    code.admin_order_field = "credit_code"  # type: ignore[attr-defined]

    def cases_count(self, obj: Any) -> int:
        """How many requests."""
        return int(obj.cases_n)

    cases_count.short_description = gettext_lazy("Requests")  # type: ignore[attr-defined]

    def people_count(self, obj: Any) -> int:
        """How many people act for it."""
        return int(obj.people_n)

    people_count.short_description = gettext_lazy("People")  # type: ignore[attr-defined]


class NoticePermissionHelper(PermissionHelper):
    """A version that was in force is never changed: somebody agreed to it."""

    def user_can_edit_obj(self, user: Any, obj: PrivacyNotice) -> bool:
        """Allow it as long as it is still to come."""
        return bool(super().user_can_edit_obj(user, obj)) and obj.is_to_come()

    def user_can_delete_obj(self, user: Any, obj: PrivacyNotice) -> bool:
        """Allow it as long as it is still to come."""
        return bool(super().user_can_delete_obj(user, obj)) and obj.is_to_come()


class NoticeAdmin(ListingAdmin):
    """Versions of the privacy notice; a new one is told to everybody at the next sign-in."""

    model = PrivacyNotice
    menu_label = pgettext_lazy("admin menu", "Privacy notices")
    menu_icon = "lock"
    base_url_path = "requests/notices"
    permission_helper_class = NoticePermissionHelper
    history_view_enabled = False  # modeladmin asks nobody for a permission there
    inspect_view_enabled = True
    nothing_yet = gettext_lazy("The platform’s own notice is in use. A version added here replaces it.")
    list_display = ("version", "valid_from", "handler")
    panels = [
        FieldPanel(name)
        for name in (
            *("version", "valid_from", "handler", "contact", "purpose"),
            *("kinds", "retention", "sharing", "rights"),
        )
    ]


class EnterprisesGroup(ModelAdminGroup):
    """The menu 企业 of the admin."""

    menu_label = pgettext_lazy("admin menu", "Enterprises and privacy")
    menu_icon = "group"
    menu_order = 120
    items = (EnterpriseAdmin, NoticeAdmin)
