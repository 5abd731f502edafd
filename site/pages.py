"""What every page type of the site is built on: Wagtail's page, found and guarded with fewer queries."""

import copy
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Model, QuerySet
from django.http import Http404, HttpRequest

from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from onestop.site.page_cache import remember
from onestop.site.page_forms import PageForm
from onestop.site.prepared import Parameter, Prepared

Pages = TypeVar("Pages", bound="QuerySet[Any]")


Places = tuple[tuple[str, int], ...]


def restricted() -> Places:
    """Return path and depth of the pages that only some may read, with all below them."""
    return remember("restrictions", _restricted)


def _restricted() -> Places:
    rows = PageViewRestriction.objects.order_by("pk").values_list("page__path", "page__depth")
    return tuple(rows)


def public_only(pages: Pages, hidden: Places | None = None) -> Pages:
    """Return those of ``pages`` that everybody may read: Wagtail's ``public()`` from memory.

    Args:
        pages: some pages.
        hidden: ``restricted()`` where the query is kept and the answer must not be another one's.
    """
    for path, depth in restricted() if hidden is None else hidden:
        pages = pages.exclude(path__startswith=path, depth__gte=depth)
    return pages


class SitePageQuerySet(PageQuerySet):
    """Pages; which of them are public is known without a query."""

    def public(self) -> Self:
        """Return the pages that everybody may read."""
        return public_only(self.all())


SitePageManager = PageManager.from_queryset(SitePageQuerySet)


class SitePage(Page):
    """A page of this site. Page types inherit from it instead of from ``Page``."""

    base_form_class = PageForm
    children_are_few: ClassVar[bool] = False
    """The pages below are a handful of sections that most requests pass through: keep them in memory."""

    loaded_with: ClassVar[tuple[str, ...]] = ()
    """What the page shows of others: relations that are read in the same query."""

    objects = SitePageManager()

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page for an address: Wagtail's own answer, from memory or by prepared queries."""
        if not path_components:
            return super().route(request, path_components)
        child = self._child(path_components[0])
        if child is None:
            raise Http404
        child._cached_parent_obj = self  # noqa: SLF001 - as Page.route does: asking for it costs no query
        return child.route(request, path_components[1:])

    def _child(self, slug: str) -> Page | None:
        """Return the child with this slug, of its own type, or nothing."""
        if self.children_are_few:
            known = remember(("children", self.pk), self._children_by_slug)
            return copy.copy(known[slug]) if slug in known else None
        for pk, kind in _child_rows(**self.place_of_child(slug)):
            model = ContentType.objects.get_for_id(kind).model_class()
            return _by_pk(model)(pk=pk)[0] if model else Page.objects.get(pk=pk)
        return None

    def place_of_child(self, slug: str) -> dict[str, Any]:
        """Return the values for ``child_place``: a child of this page with a slug."""
        return {"slug": slug, **_values_below(self.path, self.depth)}

    def place_beside(self) -> dict[str, Any]:
        """Return the values for ``child_place(slug=False)``: this page and those beside it."""
        return _values_below(self._get_basepath(self.path, self.depth - 1), self.depth - 1)

    def _children_by_slug(self) -> dict[str, Page]:
        """Return all children, of their own types."""
        return {child.slug: child for child in self.get_children().specific()}

    def get_view_restrictions(self) -> "QuerySet[Any]":
        """Return who may read this page, without asking when no page of the site is restricted."""
        if not restricted():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()


def child_place(*, slug: bool = True) -> dict[str, Any]:
    """Return what a prepared query filters by to find the children of a page, or the one with a slug."""
    place: dict[str, Any] = {
        "path__range": (Parameter("low", CharField()), Parameter("high", CharField())),
        "depth": Parameter("depth", IntegerField()),
    }
    return {**place, "slug": Parameter("slug", CharField())} if slug else place


def _values_below(path: str, depth: int) -> dict[str, Any]:
    low, high = Page._get_children_path_interval(path)  # noqa: SLF001 - treebeard's own
    return {"depth": depth + 1, "low": low, "high": high}


def _children() -> "QuerySet[Any, tuple[int, int]]":
    """Return key and content type of a child by its slug."""
    return Page.objects.filter(**child_place()).values_list("pk", "content_type_id")


_child_rows = Prepared(_children)


@cache
def _by_pk(model: type[Model]) -> "Prepared[Any]":
    """Return the prepared query for a page of ``model`` by its key."""
    key = model._meta.pk  # noqa: SLF001 - Django's public API of models
    along: tuple[str, ...] = getattr(model, "loaded_with", ())

    def make() -> "QuerySet[Any]":
        rows = model._default_manager.filter(pk=Parameter("pk", key))  # noqa: SLF001
        return rows.select_related(*along) if along else rows

    return Prepared(make)
