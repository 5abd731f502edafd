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
from onestop.site.prepared import Parameter, Prepared

Pages = TypeVar("Pages", bound="QuerySet[Any]")


def restricted() -> list[tuple[str, int]]:
    """Return path and depth of the pages that only some may read, with all below them."""
    rows = PageViewRestriction.objects.values_list("page__path", "page__depth")
    return remember("restrictions", lambda: list(rows))


def public_only(pages: Pages) -> Pages:
    """Return those of ``pages`` that everybody may read: Wagtail's ``public()`` from memory."""
    for path, depth in restricted():
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

    children_are_few: ClassVar[bool] = False
    """The pages below are a handful of sections that most requests pass through: keep them in memory."""

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
        low, high = self._get_children_path_interval(self.path)
        for pk, kind in _child_rows(slug=slug, depth=self.depth + 1, low=low, high=high):
            model = ContentType.objects.get_for_id(kind).model_class()
            return _by_pk(model)(pk=pk)[0] if model else Page.objects.get(pk=pk)
        return None

    def _children_by_slug(self) -> dict[str, Page]:
        """Return all children, of their own types."""
        return {child.slug: child for child in self.get_children().specific()}

    def get_view_restrictions(self) -> "QuerySet[Any]":
        """Return who may read this page, without asking when no page of the site is restricted."""
        if not restricted():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()


def _children() -> "QuerySet[Any, tuple[int, int]]":
    """Return key and content type of a child by its slug."""
    below = {"path__range": (Parameter("low", CharField()), Parameter("high", CharField()))}
    own = {"slug": Parameter("slug", CharField()), "depth": Parameter("depth", IntegerField())}
    return Page.objects.filter(**below, **own).values_list("pk", "content_type_id")


_child_rows = Prepared(_children)


@cache
def _by_pk(model: type[Model]) -> "Prepared[Any]":
    """Return the prepared query for a page of ``model`` by its key."""
    key = model._meta.pk  # noqa: SLF001 - Django's public API of models
    return Prepared(lambda: model._default_manager.filter(pk=Parameter("pk", key)))  # noqa: SLF001
