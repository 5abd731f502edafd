"""Archives on the desk of staff: cover, catalogue, content, print, export, each look written down (6.3)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.requests.archives import checking, exporting, reading, ripe
from onestop.requests.archives.exporting import Export
from onestop.requests.archives.forms import PurposeForm
from onestop.requests.archives.models import ArchiveItem, EnterpriseArchive
from onestop.requests.archives.shown import show
from onestop.requests.enterprises import marking
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role

LIST = "requests_archives_modeladmin_index"
SEALERS = frozenset({Role.AGENT, Role.HEAD})
MOST = 50


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """The frame of these pages in the admin."""

    header_icon = "folder-open-inverse"
    _show_breadcrumbs = True
    leads: tuple[tuple[str, str], ...] = ()
    status = 200

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        steps = [{"url": reverse(LIST), "label": _("Quality archives")}, *self.steps()]
        return [*items, *steps]

    def steps(self) -> list[dict[str, Any]]:
        """Return the steps below the list."""
        return [{"url": "", "label": self.get_page_title()}]

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Keep what is shown out of every cache."""
        kwargs.setdefault("status", self.status)
        response = super().render_to_response(context, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response


class ArchiveView(DeskView):
    """Cover and list of an archive. Who must say why is asked first; until then it stays closed."""

    template_name = "requests/archives/archive.html"
    archive: EnterpriseArchive

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the archive among those of the person."""
        rows = EnterpriseArchive.objects.for_user(request.user).select_related("enterprise__region")
        self.archive = get_object_or_404(rows, pk=kwargs["pk"])
        self.form = PurposeForm(request.POST if request.method == "POST" else None)
        return super().dispatch(request, *args, **kwargs)

    def items(self) -> Any:
        """Return the sealed items that the person may read, the newest first."""
        rows = ArchiveItem.objects.of(self.archive.enterprise).for_user(self.request.user)
        return rows.select_related("case", "sealed_by").order_by("-sealed_at", "-pk")

    @property
    def reason(self) -> str:
        """Return why it is read, of whoever was asked."""
        return reading.reason_of(self.request, self.archive)

    def is_closed(self) -> bool:
        """Tell whether the reason is still to be given."""
        return reading.asks_reason(self.request.user) and not self.reason

    def get_page_title(self) -> str:
        """Name the enterprise."""
        return str(self.archive.enterprise)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, or ask why."""
        if self.is_closed() and kwargs.get("number"):
            return redirect("requests_archive", self.archive.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep the reason and write the look down."""
        if self.form.is_valid():
            purpose = self.form.cleaned_data["purpose"]
            reading.keep_reason(request, self.archive, purpose)
            self.note(None, purpose)
            return redirect("requests_archive", self.archive.pk)
        self.status = 422
        return super().get(request, *args, **kwargs)

    def note(self, item: ArchiveItem | None, reason: str = "") -> None:
        """Write the look down."""
        role = reading.role_of(self.request.user)
        assert role is not None  # noqa: S101 - the archive came through the rights
        reading.note(self.request.user, role, self.archive.enterprise, item, reason or self.reason)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows."""
        closed = self.is_closed()
        context = super().get_context_data(**kwargs)
        return context | {
            "archive": self.archive,
            "enterprise": self.archive.enterprise,
            "closed": closed,
            "form": self.form,
            "items": [] if closed else list(self.items()),
        }


class ItemView(ArchiveView):
    """What was sealed of one case."""

    template_name = "requests/archives/item.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Name the case."""
        return str(self.kwargs["number"])

    def steps(self) -> list[dict[str, Any]]:
        """Lead back to the archive."""
        url = reverse("requests_archive", args=[self.archive.pk])
        return [{"url": url, "label": str(self.archive)}, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the content, after the look was written down."""
        item = get_object_or_404(self.items().kept(), number=self.kwargs["number"])
        self.note(item)
        return super().get_context_data(shown=show(item, inside=True), **kwargs)


class ExportView(ArchiveView):
    """Cover, catalogue and content on paper, or everything in a ZIP: asked what for, marked, written down."""

    template_name = "requests/archives/take_away.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask what for."""
        return TemplateView.get(self, request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Hand it out."""
        if not self.form.is_valid():
            self.status = 422
            return TemplateView.get(self, request, *args, **kwargs)
        purpose = self.form.cleaned_data["purpose"]
        items = list(self.items().kept())
        for item in items:
            self.note(item, purpose)
        who = marking.name_of(request.user)
        made = Export(self.archive.enterprise, items, inside=True, who=who, purpose=purpose)
        if "print" not in request.POST:
            return exporting.answer_paper(made) if "pdf" in request.POST else exporting.answer(made)
        self.template_name = "requests/archives/print.html"
        context = {
            "export": made,
            "shown": [show(item, inside=True) for item in items],
            "back": reverse("requests_archive", args=[self.archive.pk]),
            "noindex": True,
        }
        return self.render_to_response(context)


class GapsView(DeskView):
    """What should be sealed and lacks something, with every gap; the oldest first."""

    template_name = "requests/archives/gaps.html"
    page_title = gettext_lazy("Not complete yet")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let only the centre in.

        Raises:
            Http404: The account does not seal.
        """
        if not roles.roles_of(request.user) & SEALERS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the cases with their gaps."""
        cases = ripe.cases().select_related("enterprise", "policy", "office")
        rows = [(case, checking.lacks(case)) for case in cases[:MOST]]
        return super().get_context_data(rows=rows, count=cases.count(), most=MOST, **kwargs)
