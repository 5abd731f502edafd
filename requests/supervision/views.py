"""How to complain, the form for it, and where it stands (clause 5.6)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from onestop.catalogue.services.codes import qr
from onestop.requests.enterprises import notices
from onestop.requests.filing import steps
from onestop.requests.supervision import complaining
from onestop.requests.supervision.forms import ComplaintForm
from onestop.requests.supervision.models.complaint import Channel
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Stage
from onestop.site.look.meta import column_meta
from onestop.site.look.parts import Link
from onestop.site.throttling import throttled
from onestop.standards.choices import Status
from onestop.standards.models import Standard
from onestop.standards.numbers import parse

GUIDES = ("GB/T 19012", "GB/T 19013")
"""The undated references of clause 2: the edition of today is shown."""


def guides() -> list[Standard]:
    """Return today's editions of what complaints and disputes follow, as far as the register has them."""
    keys = [number.base_key for number in map(parse, GUIDES) if number]
    rows: Any = Standard.objects.public().with_status()
    return list(rows.filter(base_key__in=keys, status=Status.CURRENT).order_by("base_key"))


@never_cache
@throttled("complaint", "30/m")
def new(request: HttpRequest) -> HttpResponse:
    """Say how complaints are dealt with, and take one in."""
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        complaint = complaining.file_once(data, channel=Channel.ONLINE, case=data["case"])
        return redirect(complaining.url(complaint))
    status = 422 if form.errors else 200
    return render(request, "requests/supervision/complaint.html", _context(request, form), status=status)


@never_cache
def complaint(request: HttpRequest, token: str) -> HttpResponse:
    """Show a complaint to whoever filed it: number, days, what comes next."""
    found = complaining.find(token)
    if found is None:
        raise Http404
    address = request.build_absolute_uri(complaining.url(found))
    context = {
        "complaint": found,
        "address": address,
        "code": qr(address),
        "breadcrumbs": [
            Link(_("Home"), "/"),
            Link(_("Complain"), reverse("requests_complaint_new")),
            Link(found.number, ""),
        ],
    }
    return render(request, "requests/supervision/complaint_receipt.html", context)


def _context(request: HttpRequest, form: ComplaintForm) -> dict[str, Any]:
    policy, title = clock.current_policy(), _("Complain")
    return {
        "breadcrumbs": steps.trail(request, title),
        "page_meta": column_meta(title, _("How to complain about a service, and what happens then.")),
        "form": form,
        "guides": guides(),
        "accept_days": clock.limit(Stage.COMPLAINT_ACCEPT, policy),
        "answer_days": clock.limit(Stage.COMPLAINT_ANSWER, policy),
        "notice": notices.items(notices.current()),
    }
