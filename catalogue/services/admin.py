"""The services in the admin: a list of all items with filters, and the categories."""

import datetime as dt
from typing import Any

import django_filters

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from onestop.catalogue.services.choices import Kind
from onestop.catalogue.services.clauses import CHOICES
from onestop.catalogue.services.entries import categories
from onestop.catalogue.services.models import ServiceCategory, ServiceItemPage
from onestop.site.exporting import ReadableExport
from onestop.site.listings import SnippetListing

SOON = 90
"""Days ahead that count as ending soon."""

VALID, COMING, SOON_OVER, OVER = "valid", "coming", "soon", "over"


class ItemFilterSet(PageFilterSet):
    """By category, clause, sort, validity."""

    category = django_filters.ModelMultipleChoiceFilter(
        label=_("category"), queryset=ServiceCategory.objects.all()
    )
    clause = django_filters.MultipleChoiceFilter(label=_("clause"), choices=CHOICES)
    kind = django_filters.MultipleChoiceFilter(label=_("sort of service"), choices=Kind.choices)
    validity = django_filters.ChoiceFilter(
        label=_("validity"),
        method="by_validity",
        choices=[
            (VALID, _("valid today")),
            (COMING, _("valid later")),
            (SOON_OVER, _("ends within 90 days")),
            (OVER, _("over")),
        ],
    )

    class Meta:
        model = ServiceItemPage
        fields: list[str] = []

    def by_validity(self, items: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what is valid, comes, ends soon, or is over."""
        today = timezone.localdate()
        wanted = {
            VALID: (Q(valid_from__isnull=True) | Q(valid_from__lte=today))
            & (Q(valid_to__isnull=True) | Q(valid_to__gte=today)),
            COMING: Q(valid_from__gt=today),
            SOON_OVER: Q(valid_to__gte=today, valid_to__lte=today + dt.timedelta(days=SOON)),
            OVER: Q(valid_to__lt=today),
        }
        return items.filter(wanted[value])


class ItemIndexView(ReadableExport, IndexView):
    """The list, by clause."""

    default_ordering = "clause"


def _category(item: ServiceItemPage) -> str:
    """Return the category's name; the listing loads its pages anew, so a join would be lost."""
    return next((category.name for category in categories() if category.pk == item.category_id), "")


class ServiceItemViewSet(PageListingViewSet):
    """All service items, wherever they stand in the tree."""

    model = ServiceItemPage
    index_view_class = ItemIndexView
    filterset_class = ItemFilterSet
    icon = "clipboard-list"
    menu_label = _("Service items")
    menu_order = 160
    add_to_admin_menu = True
    name = "service_items"
    list_export = ("code", "title", "clause", "kind", "promised_days", "valid_from", "valid_to")
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("clause", label=_("clause"), sort_key="clause", width="9%"),
        Column("category", label=_("category"), accessor=_category, width="14%"),
        Column("promised_days", label=_("Days"), sort_key="promised_days", width="7%"),
        Column("valid_to", label=_("valid until"), sort_key="valid_to", width="12%"),
        LiveStatusTagColumn(label=_("Status"), sort_key="live", width="12%"),
    ]


class CategoryViewSet(SnippetViewSet):
    """The categories."""

    model = ServiceCategory
    icon = "list-ul"
    menu_label = _("Service categories")
    search_fields = ("name", "code")
    index_view_class = SnippetListing
    list_display = ("name", "code", "order")
    list_export = ("code", "name", "slug", "intro", "order")
    ordering = ("order", "code")
