"""What every column has: an introduction, its entries by date, filters, pages, a feed."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from onestop.home.articles.around import trail
from onestop.home.blocks.writing import SHORT_FEATURES
from onestop.home.columns.feeds import entries_feed
from onestop.home.columns.filters import ColumnFilter
from onestop.home.columns.paging import a_page, pager
from onestop.home.rules import Fault, Weight
from onestop.site.look.chrome import chrome_for
from onestop.site.look.meta import column_meta
from onestop.site.look.shared import unasked
from onestop.site.page_cache import remember, remember_rows
from onestop.site.pages import SitePage, public_only


class Column(RoutablePageMixin, SitePage):
    """Base of the pages that gather entries. A type says which ones by ``entries``."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)
    note = RichTextField(
        _("above the list"), blank=True, features=SHORT_FEATURES, help_text=_("What one should know first.")
    )
    keywords = models.CharField(
        _("keywords"), max_length=120, blank=True, help_text=_("Separated by commas.")
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("note")]
    promote_panels = [*Page.promote_panels, FieldPanel("keywords")]

    filterset_class: type[ColumnFilter] = ColumnFilter
    kind = ""
    """``ColumnType`` of the meta tags; the title when empty."""

    class Meta:
        abstract = True

    def entries(self) -> models.QuerySet[Any]:
        """Return the public entries of the column."""
        raise NotImplementedError

    def newest(self) -> models.QuerySet[Any]:
        """Return the entries, newest first."""
        by = self.entries().model.listed_by
        return self.entries().order_by(f"-{by}", "-pk")

    def sub_columns(self) -> list[Any]:
        """Return the public columns below this one, in the order of the page tree."""
        below = public_only(self.get_children().live()).filter(show_in_menus=True).specific()
        return [page for page in below if isinstance(page, Column)] if self.numchild else []

    def own_faults(self) -> Iterator[Fault]:
        """Yield a warning while nothing is in the column: no column of a public site is empty."""
        if not self.entries().exists():
            yield Fault(
                "",
                _t("The column is empty. Publish something in it or hide it."),
                "empty_column",
                Weight.WARNING,
            )

    def listing(self, request: HttpRequest) -> SafeString:
        """Return the columns below and a page of the entries that the filters let through, as markup."""
        site = chrome_for(request).site
        place = (self.pk, site.pk if site else None, get_language())
        rows = self.newest()
        by = rows.model.listed_by
        years = remember(
            ("home.column.years", self.pk), lambda: list(rows.order_by().dates(by, "year", "DESC"))
        )
        filters = self.filterset_class(request.GET, queryset=rows, request=request, by=by, years=years)
        fitting = filters.qs if filters.form.is_valid() else rows
        shown = a_page(request, list(fitting.values_list("pk", flat=True)))
        context = {
            "page": self,
            "request": request,
            "filters": filters,
            "entries": shown,
            "rows": _rows(request, rows, shown),
            "pager": pager(request, shown),
            "tiles": remember(("home.column.tiles", *place), lambda: self._tiles(request)),
        }
        return render_to_string("home/columns/list.html", context)

    def _tiles(self, request: HttpRequest) -> SafeString:
        """Return the columns below this one as markup."""
        columns = self.sub_columns()
        return render_to_string("home/columns/tiles.html", {"columns": columns}, request)

    @path("feed/", name="feed")
    def serve_feed(self, request: HttpRequest) -> HttpResponse:
        """Serve the newest entries as RSS."""
        return entries_feed(request, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the list and what frames it."""
        context = super().get_context(request, *args, **kwargs)
        context["list"] = unasked(request, ("home.column", self.pk), lambda: self.listing(request))
        context["page_meta"] = column_meta(
            self.title, self.search_description or self.intro, self.keywords, self.kind or self.title
        )
        context["breadcrumbs"] = trail(self, request)
        return context


def _rows(request: HttpRequest, entries: models.QuerySet[Any], keys: Iterable[int]) -> list[str]:
    """Return entries as rows of the list, each made once until content changes."""

    def make(missing: list[int]) -> dict[int, str]:
        template = get_template("home/columns/row.html")
        found = entries.filter(pk__in=missing)
        return {entry.pk: template.render({"entry": entry}, request) for entry in found}

    site = chrome_for(request).site
    return remember_rows(("home.column.rows", site.pk if site else None, get_language()), keys, make)
