"""What the platform has told an account on its own pages, until it opens the cases (clause 4.3.4.1)."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.requests.desks import access
from onestop.requests.following import notifying
from onestop.requests.following.models import Notification
from onestop.requests.following.models.notices import To
from onestop.requests.following.notices import words
from onestop.requests.workflow.models import ServiceRequest
from onestop.site.desk.tasks import Task, Urgency
from onestop.site.digits import number_of

PAGE_SIZE = 20
LABEL = gettext_lazy("Notices to me")


def notices_of(user: Any) -> Any:
    """Return what ``user`` was told at work, or where it works, of cases that it still reads."""
    cases = ServiceRequest.objects.for_user(user).filed().order_by().values("pk")
    return Notification.objects.in_site_for(user).exclude(to=To.ENTERPRISE).filter(case__in=cases)


def tasks(user: Any) -> Iterator[Task]:
    """Yield how many notices nobody has read."""
    if number := notices_of(user).unread().count():
        title = ngettext("%(n)s notice not read", "%(n)s notices not read", number) % {"n": number}
        yield Task(title, f"{reverse('requests_told')}?new=1", Urgency.WHENEVER)


class ToldView(WagtailAdminTemplateMixin, TemplateView):
    """A page of them, the newest first. Each leads to its case, where it becomes read."""

    template_name = "requests/desks/told.html"
    page_title = LABEL
    header_icon = "comment"
    _show_breadcrumbs = True
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who has a desk.

        Raises:
            PermissionDenied: Somebody else asks.
        """
        if not access.has_desk(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Count as read what stood in the list when it was shown; what has come since stays new."""
        last = number_of(request.POST.get("last"))
        shown = notices_of(request.user).unread().filter(pk__lte=last)
        if number := notifying.read_all(shown):
            words = ngettext("%(n)s notice counts as read.", "%(n)s notices count as read.", number)
            messages.success(request, words % {"n": number})
        return redirect("requests_told")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the first page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of notices, all or those that are new."""
        notices, only_new = notices_of(self.request.user), "new" in self.request.GET
        new = notices.unread()
        paginator = Paginator((new if only_new else notices).select_related("case", "template"), PAGE_SIZE)
        page = paginator.get_page(self.request.GET.get("p"))
        views = [
            {"label": _("All"), "query": "", "is_chosen": not only_new, "count": None},
            {"label": _("Not read"), "query": "?new=1", "is_chosen": only_new, "count": new.count()},
        ]
        rows = [{"notice": each, "line": words.line_of(each), "url": _url(each)} for each in page]
        return {
            **super().get_context_data(**kwargs),
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "rows": rows,
            "views": views,
            "last": new.values_list("pk", flat=True).first(),
        }


def _url(notice: Notification) -> str:
    return reverse("requests_case_desk", args=[notice.case.number])


class ToldItem(MenuItem):
    """The way to them in the menu."""

    def __init__(self) -> None:
        super().__init__(LABEL, reverse("requests_told"), order=1, icon_name="comment")

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to who has a desk."""
        return access.has_desk(request.user)
