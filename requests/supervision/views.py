"""How to complain, the form for it, and where it stands (clause 5.6)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from onestop.requests.enterprises import notices
from onestop.requests.supervision import complaining
from onestop.requests.supervision.forms import ComplaintForm
from onestop.requests.supervision.models.complaint import Channel
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Stage
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
    return render(request, "requests/supervision/complaint.html", _context(form), status=status)


@never_cache
def complaint(request: HttpRequest, token: str) -> HttpResponse:
    """Show a complaint to whoever filed it: number, days, what comes next."""
    found = complaining.find(token)
    if found is None:
        raise Http404
    return render(
        request, "requests/supervision/complaint_receipt.html", {"complaint": found, "guides": guides()}
    )


def _context(form: ComplaintForm) -> dict[str, Any]:
    policy = clock.current_policy()
    return {
        "form": form,
        "guides": guides(),
        "accept_days": clock.limit(Stage.COMPLAINT_ACCEPT, policy),
        "answer_days": clock.limit(Stage.COMPLAINT_ANSWER, policy),
        "notice": notices.items(notices.current()),
    }
