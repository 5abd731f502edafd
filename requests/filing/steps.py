"""The four screens of the form, where a draft stands among them, and what they share."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.catalogue.organisations.models import Organisation
from onestop.catalogue.services.models import ServiceItemPage
from onestop.requests.enterprises.models import Membership
from onestop.requests.filing import holding, routing
from onestop.requests.filing.pages import ConsultationPage
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.site.digits import number_of
from onestop.site.look.chrome import chrome_for
from onestop.site.look.parts import Link


@dataclass(frozen=True, slots=True)
class Step:
    """A screen of the form."""

    name: str
    title: Promise


STEPS = (
    Step("requests_new", gettext_lazy("Choose the service")),
    Step("requests_new_need", gettext_lazy("What you need")),
    Step("requests_new_contact", gettext_lazy("How to reach you")),
    Step("requests_new_check", gettext_lazy("Check and send")),
)


def stepper(current: str) -> list[dict[str, Any]]:
    """Return the steps for the component ``stepper``."""
    here = [step.name for step in STEPS].index(current)
    states = [
        "done" if place < here else "current" if place == here else "todo" for place in range(len(STEPS))
    ]
    return [{"title": step.title, "state": state} for step, state in zip(STEPS, states, strict=True)]


def missing(draft: ServiceRequest | None, before: str) -> str:
    """Return the address of the first screen before ``before`` that is not filled in; empty if all are."""
    if draft is None or not draft.description.strip():
        return reverse("requests_new_need") if draft else reverse("requests_new")
    if before == "requests_new_check" and not (draft.notice_version and draft.phone and draft.contact_name):
        return reverse("requests_new_contact")
    return ""


def trail(request: HttpRequest, title: str) -> list[Link]:
    """Return the way to a page below the column: home, the column, this page."""
    column = chrome_for(request).first(ConsultationPage)
    return [Link(_("Home"), "/"), *([Link(column.title, column.url)] if column else []), Link(title, "")]


def actor_of(request: HttpRequest) -> Actor:
    """Return as what somebody fills in the public form: for an enterprise, or as a visitor."""
    if not request.user.is_authenticated:
        return Actor.of(request.user)
    member = Membership.objects.current().filter(user=request.user).exists()
    return Actor(request.user, frozenset({Role.ENTERPRISE if member else Role.VISITOR}))


def item_of(text: str | None) -> ServiceItemPage | None:
    """Return the item whose key the address or form names, if visitors are offered it."""
    key = number_of(text)
    if not key:
        return None
    found: ServiceItemPage | None = ServiceItemPage.objects.current().filter(pk=key).first()
    return found


def office_of(slug: str | None) -> Organisation | None:
    """Return the office that an address names, such as that of a window's QR code, if it works today."""
    return next((each for each in routing.offices() if slug and each.slug == slug), None)


def sent_already(request: HttpRequest) -> HttpResponse:
    """Lead on where no draft is there any more.

    To the receipt of what this browser sent, by the form that came again, else the newest; if it sent
    nothing, to the first screen, which says why.
    """
    holding.settle(request)
    sent = ServiceRequest.objects.filed().filter(pk__in=holding.sent_by(request), parent__isnull=True)
    again = request.POST.get("submission", "")
    same = next((case for case in sent if str(case.submission) == again), None)
    if case := same or sent.order_by("-submitted_at").first():
        return redirect("requests_receipt", case.number)
    messages.warning(
        request,
        _("What you wrote is not here any more: it is kept for one day, in one browser. Please begin again."),
    )
    return redirect("requests_new")
