"""The findings and the words to avoid, as lists in the admin."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdminGroup

from onestop.home.editorial.models import SensitiveWord, SiteFinding
from onestop.home.editorial.wording import RULES, field_name, rule_name
from onestop.site.listings import ListingAdmin


class OnlyRead(PermissionHelper):
    """The check writes the findings; people put right what they speak of."""

    def user_can_create(self, user: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse."""
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse: the next check removes what is put right."""
        return False


class RuleFilter(SimpleListFilter):
    """By rule; one that is looked at in two places is chosen once."""

    title = _("rule")
    parameter_name = "code"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the rules to choose from, each by its first code."""
        codes = {rule_name(code): code for code in reversed(RULES)}
        return sorted((code, name) for name, code in codes.items())

    def queryset(self, _request: HttpRequest, queryset: QuerySet[SiteFinding]) -> QuerySet[SiteFinding]:
        """Keep the findings of the chosen one."""
        chosen = self.value()
        if not chosen:
            return queryset
        same = [code for code in RULES if rule_name(code) == rule_name(chosen)]
        return queryset.filter(code__in=same or [chosen])


class SiteFindingAdmin(ListingAdmin):
    """What the last check of the site found."""

    model = SiteFinding
    menu_label = _("Site check")
    menu_icon = "clipboard-list"
    list_display = ("where", "field_name", "message", "get_weight_display", "found_at")
    list_filter = ("weight", RuleFilter)
    list_select_related = ("page",)
    search_fields = ("title", "message")
    list_per_page = 50
    list_export = ("title", "field_name", "message", "weight", "rule", "found_at")
    export_filename = "site-check"
    permission_helper_class = OnlyRead

    def get_weight_display(self, finding: SiteFinding) -> str:
        """Return how much it matters, in words."""
        return str(dict(SiteFinding.WEIGHTS)[finding.weight])

    get_weight_display.short_description = _("weight of the finding")  # type: ignore[attr-defined]

    def rule(self, finding: SiteFinding) -> str:
        """Return which rule it is about, in words."""
        return rule_name(finding.code)

    rule.short_description = _("rule")  # type: ignore[attr-defined]

    def field_name(self, finding: SiteFinding) -> str:
        """Return which field of the page it is about, as the form calls it."""
        return field_name(finding.page, finding.field)

    field_name.short_description = _("field")  # type: ignore[attr-defined]

    def where(self, finding: SiteFinding) -> SafeString | str:
        """Return the link to where it is put right."""
        if not finding.address:
            return finding.title
        return format_html('<a href="{}">{}</a>', finding.address, finding.title)

    where.short_description = _("where")  # type: ignore[attr-defined]
    where.admin_order_field = "title"  # type: ignore[attr-defined]


class SensitiveWordAdmin(ListingAdmin):
    """Words to avoid."""

    model = SensitiveWord
    menu_label = _("Words to avoid")
    menu_icon = "warning"
    list_display = list_export = ("word", "advice")
    search_fields = ("word", "advice")
    list_per_page = 50


class SiteCareGroup(ModelAdminGroup):
    """What keeps the site in order."""

    menu_label = _("Care of the site")
    menu_icon = "clipboard-list"
    menu_order = 880
    items = (SiteFindingAdmin, SensitiveWordAdmin)
