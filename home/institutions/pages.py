"""制度与目标 as a page; each document and each of its versions below it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from onestop.home.articles.around import trail
from onestop.home.institutions.figures import shown
from onestop.home.institutions.models import Institution, InstitutionVersion, Objective, State
from onestop.site.look.meta import column_meta
from onestop.site.look.parts import Link
from onestop.site.look.shared import unasked
from onestop.site.pages import SitePage


class InstitutionIndexPage(RoutablePageMixin, SitePage):
    """The documents in force, the objectives of the year, and whatever came before them."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    max_count = 1
    parent_page_types = ["home.HomePage", "home.InfoPage"]
    subpage_types: list[str] = []
    template = "home/institutions/index.html"

    class Meta:
        verbose_name = _("page of institution and objectives")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add documents and objectives."""
        context = super().get_context(request, *args, **kwargs)
        context["listed"] = unasked(request, ("home.institutions", self.pk), lambda: self._listed(request))
        context["page_meta"] = column_meta(self.title, self.search_description or self.intro, "", self.title)
        context["breadcrumbs"] = trail(self, request)
        return context

    def _listed(self, request: HttpRequest) -> SafeString:
        """Return objectives and documents as markup. Reckoning figures asks for all cases of a year."""
        context = {
            "years": by_year(Objective.objects.all()),
            "documents": _in_force(),
            "here": self.get_url(request),
        }
        return render_to_string("home/institutions/listed.html", context)

    @path("<slug:slug>/", name="document")
    def serve_document(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Serve the version that counts today; before the first one does, the first."""
        found = document(slug)
        version = found.current() or found.in_order()[-1]
        return self._version(request, found, version)

    @path("<slug:slug>/v<int:number>/", name="version")
    def serve_version(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Serve one version, also an abolished one."""
        found = document(slug)
        version = next((each for each in found.in_order() if each.number == number), None)
        if version is None:
            raise Http404
        return self._version(request, found, version)

    def _version(self, request: HttpRequest, found: Institution, version: InstitutionVersion) -> HttpResponse:
        above = trail(self, request)
        base = self.get_url(request) or ""
        crumbs = [*above[:-1], Link(self.title, base), Link(found.title, "", current=True)]
        address = f"{base}{found.slug}/"
        current = found.current()
        extra = {
            "document": found,
            "version": version,
            "state": version.state(),
            "ended": version.state() == State.ENDED,
            "current": current,
            "address": address,
            "versions": [(each, each.state(), f"{address}v{each.number}/") for each in found.in_order()],
            "breadcrumbs": crumbs,
            "full_title": _t("%(title)s, version %(number)d")
            % {"title": found.title, "number": version.number},
        }
        response: HttpResponse = self.render(
            request, context_overrides=extra, template="home/institutions/document.html"
        )
        return response


def document(slug: str) -> Institution:
    """Return the document with its versions.

    Raises:
        Http404: There is none, or it has no version.
    """
    found = Institution.objects.prefetch_related("versions").filter(slug=slug).first()
    if found is None or not found.in_order():
        raise Http404
    return found


class Line(NamedTuple):
    """A document in the list, with the version that counts today."""

    day: str
    slug: str
    title: str
    kind: str
    number: int
    sample: bool


def _in_force() -> list[Line]:
    """Return the documents in their order; those of which no version counts yet are left out."""
    documents = sorted(Institution.objects.prefetch_related("versions"), key=Institution.place)
    return [
        Line(
            f"{version.effective_on:%Y-%m-%d}",
            each.slug,
            each.title,
            str(each.get_kind_display()),
            version.number,
            each.sample,
        )
        for each in documents
        if (version := each.current()) is not None
    ]


def by_year(objectives: Iterable[Objective]) -> list[tuple[int, list[Any]]]:
    """Return the objectives with their values by year, newest first."""
    years: dict[int, list[Any]] = {}
    for each in shown(objectives):
        years.setdefault(each.objective.year, []).append(each)
    return list(years.items())
