"""The page of a case, on which everything is done, and the one view behind all its actions."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.requests.desks import pressing, sections, standing, timeline, turns
from onestop.requests.desks.access import case_for
from onestop.requests.enterprises import handing, looking
from onestop.requests.filing import details
from onestop.requests.following import notifying
from onestop.requests.following.contact import messages as messages_of
from onestop.requests.following.pages import clocks
from onestop.requests.following.pages.views import perform, put_errors
from onestop.requests.matching import choosing
from onestop.requests.serving import records
from onestop.requests.workflow import actions
from onestop.requests.workflow.actions import Action, ActionForm
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.requests.workflow.permissions import may
from onestop.requests.workflow.table import SIDE

LIST = "requests_cases_modeladmin_index"


class CaseMixin(WagtailAdminTemplateMixin, TemplateView):
    """The frame: a case that the account may read, else 404."""

    header_icon = "form"
    _show_breadcrumbs = True
    case: ServiceRequest
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the case."""
        self.case, self.actor = case_for(request.user, kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def url(self) -> str:
        """Return the address of the case."""
        return reverse("requests_case_desk", args=[self.case.number])

    def get_page_title(self) -> str:
        """Name the case by number and item."""
        return f"{self.case.number} {self.case.item_title}".strip()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        items = super().get_breadcrumbs_items()
        return [
            *items,
            {"url": reverse(LIST), "label": _("Requests")},
            {"url": "", "label": self.case.number},
        ]


class CaseView(CaseMixin):
    """Everything of a case on one page: who holds it, the one right next action, and all that is known."""

    template_name = "requests/desks/case.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Show it; what was written to the reader's side counts as read."""
        page = self.render_to_response(self.get_context_data())
        messages_of.seen(self.case, self.actor)
        notifying.read(request.user, self.case)
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows."""
        case, actor = self.case, self.actor
        prefetch_related_objects([case], "pauses")
        seen = handing.as_seen(case, actor)
        first, others = split(actions.offered(actor, case), case, actor)
        events = list(timeline.events_for(case, actor))
        lines = timeline.lines(events, actor)
        return {
            **super().get_context_data(**kwargs),
            "case": seen,
            "details": details.shown(seen),
            "actor": actor,
            "sentence": standing.sentence(case),
            "due": standing.due_of(case),
            "clock": clocks.drawn(case, case.pauses.all()),
            "first": first,
            "steps": [action for action in others if action.name not in SIDE],
            "notes": [action for action in others if action.name in SIDE],
            "lines": lines[::-1],
            "entries": timeline.entries(lines),
            "look_form": LookForm(asks_reason=looking.asks_reason(actor)),
            **sections.gather(case, actor, events),
            **kwargs,
        }


class LookForm(forms.Form):
    """Why somebody needs the contact, of those who are asked."""

    reason = forms.CharField(
        label=gettext_lazy("Why you need it"),
        max_length=looking.LONGEST_REASON,
        help_text=gettext_lazy("The enterprise reads this."),
        error_messages={
            "required": gettext_lazy("Say why you need to see this. The enterprise will read it.")
        },
    )

    def __init__(self, *args: Any, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_reason:
            del self.fields["reason"]


class LookView(CaseView):
    """显示联系方式: by POST alone, written down, shown once (clause 6.3)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Show the contact on the page of the case, or say why not."""
        form: Any = LookForm(request.POST, asks_reason=looking.asks_reason(self.actor))
        contact: dict[str, str] = {}
        if form.is_valid():
            try:
                reason = form.cleaned_data.get("reason", "")
                contact = looking.look(self.actor, self.case, looking.FIELDS, reason)
            except looking.PledgeNeeded:
                return redirect(f"{reverse('requests_pledge')}?{urlencode({'next': self.url})}")
            except Refused as refused:
                put_errors(form, refused)
        shown = [(looking.FIELDS[name], value) for name, value in contact.items() if value]
        page = self.render_to_response(self.get_context_data(contact=shown, look_form=form))
        page["Cache-Control"] = "no-store, private"
        return page


def split(offered: list[Action], case: ServiceRequest, actor: Actor) -> tuple[Action | None, list[Action]]:
    """Return the one right next action, if it is the actor's turn, and the others.

    A record that lacks something is not ready to be completed: then that comes first (clause 6.2). Where
    nobody was found there is nobody to propose: the office serves itself, or reports it (clause 4.3.3.2).
    """
    if not offered or not turns.is_for(actor.user, case):
        return None, offered
    first = next((action for action in offered if action.name not in LAST), offered[0])
    if first.name in LAST:
        return None, offered
    first = _instead_of(first, {action.name: action for action in offered}, case)
    if first.name in SIDE and first.name not in PREPARING:
        return None, offered
    return first, [action for action in offered if action is not first]


def _instead_of(first: Action, by_name: dict[str, Action], case: ServiceRequest) -> Action:
    """Return what comes before the first of what is offered, where something does."""
    if first.name == "complete":
        return _missing_first(by_name, case) or first
    if first.name == "propose" and choosing.found_nobody(case):
        return by_name.get("serve_ourselves") or by_name.get("escalate") or first
    if turns.to_answer(case):
        return by_name.get("rectification_answered") or first
    return first


LAST = frozenset({"reopen", "close_returned"})
"""Steps back: possible, and never the one right next."""

PREPARING = ("rectification_answered", "entry", "step", "recorded")
"""Side steps without which a service cannot be completed, or what was wrong not be verified."""


def _missing_first(by_name: dict[str, Action], case: ServiceRequest) -> Action | None:
    """Return the step for what the record still lacks before the service can be completed."""
    record = records.open_record(case)
    if record is None:
        return None
    if not records.entries(record).exists():
        return by_name.get("entry")
    if records.steps_missing(record):
        return by_name.get("step")
    return by_name.get("recorded") if records.lacks(record) else None


class ActionView(CaseMixin):
    """One action: asked for by GET, which changes nothing, and done by POST."""

    template_name = "requests/desks/action.html"
    action: Action
    status = 200
    reason = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the action.

        Raises:
            Http404: There is none of this name.
        """
        found = actions.find(kwargs["action"])
        if found is None:
            raise Http404
        self.action = found
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Name the step."""
        return str(self.action.label)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the case; the heading names the step."""
        return [*super().get_breadcrumbs_items()[:-1], {"url": self.url, "label": self.case.number}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Ask."""
        return self.show(self.form() if self.is_allowed() else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Do it, or say why not, with everything that was typed."""
        form = self.form(request.POST, request.FILES) if self.is_allowed() else None
        if form is not None and form.is_valid() and self.do(form):
            return self.back()
        if pressing.was_taken(request.user, request.POST):
            return self.back()  # the same press again: what it did is why it is not possible any more
        if form is not None:
            self.status = 422
        return self.show(form)

    def do(self, form: ActionForm) -> bool:
        """Do it, once a press; return whether it is done, the form says why not."""
        request = self.request
        with transaction.atomic():
            if not pressing.take(request.user, request.POST):
                return True
            if not perform(self.action, form):
                pressing.give_back(request.user, request.POST)
                return False
        messages.success(request, str(self.action.done or _("Done: %(what)s.") % {"what": self.action.label}))
        return True

    def back(self) -> HttpResponse:
        """Lead to the case, or to the list once it is not the account's any more."""
        request = self.request
        still = ServiceRequest.objects.for_user(request.user).filter(pk=self.case.pk).exists()
        return redirect(self.url if still else reverse(LIST))

    def is_allowed(self) -> bool:
        """Tell whether the actor may do it now; keeps why not."""
        answer = may(self.actor, self.action.name, self.case)
        if not answer:
            self.reason, self.status = str(answer.reason), 403 if answer.code == "role" else 409
        elif self.action not in actions.offered(self.actor, self.case):
            said = self.action.why_not(self.case) if self.action.why_not else ""
            self.reason, self.status = said or _("There is no call for this at the moment."), 409
        return not self.reason

    def form(self, *data: Any) -> ActionForm:
        """Return the form of the action, with what the address chooses."""
        name = self.action.form.chosen_by
        chosen = {name: self.request.GET[name]} if name in self.request.GET else None
        return self.action.form(*data, case=self.case, actor=self.actor, initial=chosen)

    def instead(self, form: ActionForm | None) -> list[tuple[Any, str]]:
        """Return the ways that are left where ``form`` has nothing to choose from."""
        names = getattr(form, "instead", ())
        offered = actions.offered(self.actor, self.case) if names else []
        ways = [each for each in offered if each.name in names]
        return [
            (each.label, reverse("requests_desk_action", args=[self.case.number, each.name])) for each in ways
        ]

    def show(self, form: ActionForm | None) -> HttpResponse:
        """Show the form, or why there is none."""
        context = self.get_context_data(
            form=form,
            instead=self.instead(form),
            action=self.action,
            case=handing.as_seen(self.case, self.actor),
            actor=self.actor,
            case_url=self.url,
            reason=self.reason,
            press=pressing.new(),
            sentence=standing.sentence(self.case),
        )
        return self.render_to_response(context, status=self.status)
