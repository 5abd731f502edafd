"""One step for several cases: chosen in the queue, confirmed on a page of its own, done one by one."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.requests.desks import access, pressing
from onestop.requests.desks.queue import views_of
from onestop.requests.workflow import actions, roles
from onestop.requests.workflow.actions import Action, ActionForm
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import ServiceRequest
from onestop.site.digits import numbers_of
from onestop.site.refetched import shown_at

STEPS = ("assigned", "hand_over")
"""Steps that are safe for several at once: sending back and refusing are done one by one."""

MOST = 100
SAID = 8


def offered(user: Any) -> list[Action]:
    """Return the steps that ``user`` may do to several cases."""
    if not roles.roles_of(user) & views_of.OFFICES:
        return []
    return [found for name in STEPS if (found := actions.find(name))]


class TogetherView(WagtailAdminTemplateMixin, TemplateView):
    """Asks once more with the list of what was chosen, then does it. Only by POST."""

    template_name = "requests/desks/together.html"
    page_title = gettext_lazy("Several requests at once")
    header_icon = "form"
    _show_breadcrumbs = True
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Ask, or do it when it has been confirmed.

        Raises:
            PermissionDenied: The account does no such step.
        """
        by_name = {action.name: action for action in offered(request.user)}
        action = by_name.get(request.POST.get("step", ""))
        if action is None or not access.has_desk(request.user):
            raise PermissionDenied
        cases = self.chosen(request)
        if not cases:
            messages.warning(request, _("Choose at least one request first."))
            return redirect(self.back)
        asked = "confirmed" in request.POST
        form = self.form(action, cases[0], request.POST if asked else None)
        if asked and form.is_valid():
            if pressing.take(request.user, request.POST):
                self.do(request, action, cases, form)
            return redirect(self.back)
        given = {"action": action, "cases": cases, "form": form, "back": self.back, "press": pressing.new()}
        context = self.get_context_data(**given)
        page = self.render_to_response(context, status=422 if asked else 200)
        return shown_at(page, request.path)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        items = super().get_breadcrumbs_items()
        return [*items, {"url": self.back, "label": _("Requests")}, {"url": "", "label": self.page_title}]

    @property
    def back(self) -> str:
        """Return the address of the queue as it was: its view, filters, search and page."""
        queue, asked = reverse("requests_cases_modeladmin_index"), self.request.GET.urlencode()
        return f"{queue}?{asked}" if asked else queue

    def chosen(self, request: HttpRequest) -> list[ServiceRequest]:
        """Return the chosen cases, among those of the person."""
        keys = numbers_of(request.POST.getlist("chosen"), MOST)
        rows = ServiceRequest.objects.for_user(request.user).filed().filter(pk__in=keys)
        return list(rows.select_related("office").order_by("pk"))

    def form(self, action: Action, case: ServiceRequest, data: Any) -> ActionForm:
        """Return the form of the step, with what the first of the cases offers."""
        return action.form(data, case=case, actor=Actor.of(self.request.user, case))

    def do(self, request: HttpRequest, action: Action, cases: list[ServiceRequest], form: ActionForm) -> None:
        """Do it to each; what is refused stops no other and is said by number."""
        done, refused = 0, []
        for case in cases:
            try:
                action.perform(case.pk, Actor.of(request.user, case), dict(form.cleaned_data))
                done += 1
            except ValidationError as error:
                refused.append(f"{case.number}：{'；'.join(error.messages)}")
        if done:
            words = ngettext("%(n)s request: %(what)s.", "%(n)s requests: %(what)s.", done)
            messages.success(request, words % {"n": done, "what": action.label})
        for line in refused[:SAID]:
            messages.error(request, line)
        if len(refused) > SAID:
            messages.error(request, _("And %(n)s more were refused.") % {"n": len(refused) - SAID})
