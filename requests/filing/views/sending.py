"""Checking, sending, and the receipt (clause 4.3.2.1)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onestop.catalogue.services.codes import qr
from onestop.home.training.views.common import private
from onestop.requests.filing import again as filing_again
from onestop.requests.filing import (
    details,
    drafts,
    duplicates,
    holding,
    routing,
    sending_limits,
    services,
    splitting,
    steps,
    tokens,
)
from onestop.requests.filing.models import AttachmentKind
from onestop.requests.workflow import clock, numbering
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import STAFF, Role, Stage
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site.errors import too_many_requests

HOLDS_RECEIPT = frozenset({*STAFF, Role.ENTERPRISE, Role.VISITOR})
"""Roles that get the receipt of a case which they may read: whose it is, and who files for it."""


@require_http_methods(["GET", "HEAD", "POST"])
@private
def check(request: HttpRequest) -> HttpResponse:
    """Answer the last screen and send; sent twice, from two tabs or after a broken line, it is sent once."""
    draft = holding.draft_of(request)
    if draft is None:
        return steps.sent_already(request)
    if address := steps.missing(draft, "requests_new_check"):
        return redirect(address)
    if request.method == "POST":
        if request.POST.get("submission") not in {None, "", str(draft.submission)}:
            return steps.sent_already(request)
        if not sending_limits.sendings.allow_request(request):
            return too_many_requests(request)
        return _send(request, draft)
    return _check_page(request, draft)


def _send(request: HttpRequest, draft: ServiceRequest) -> HttpResponse:
    if sending_limits.stands_on_enough(draft.phone_print):
        text = _("%(n)s requests came from this telephone number today. Please call us for the others.")
        messages.error(request, text % {"n": sending_limits.A_DAY})
        return redirect("requests_new_check")
    try:
        case = services.submit(draft.pk, steps.actor_of(request), {})
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("requests_new_check")
    holding.keep_sent(request, case)
    return redirect("requests_receipt", case.number)


def _check_page(request: HttpRequest, draft: ServiceRequest) -> HttpResponse:
    route = routing.choose(draft.region, draft.item, draft.office)
    context = {
        "steps": steps.stepper("requests_new_check"),
        "draft": draft,
        "item": draft.item,
        "also": splitting.further_items(draft),
        "details": details.shown(draft),
        "files": draft.attachments.all(),
        "route": route,
        "decided_by": clock.ends_on(clock.today(), Stage.ACCEPT, clock.current_policy()),
        "own": duplicates.own_of_late(request, draft),
        "breadcrumbs": steps.trail(request, _("File a request")),
    }
    return render(request, "requests/filing/check.html", context)


@require_POST
@private
def also(request: HttpRequest) -> HttpResponse:
    """Add a further item to the draft, or take one away: one form and one number for all of them (3.1)."""
    draft = holding.draft_of(request)
    if draft is None:
        return steps.sent_already(request)
    item = steps.item_of(request.POST.get("item"))
    if item is not None:
        keys = [key for key in draft.details.get(details.ALSO) or [] if key != item.pk]
        if request.POST.get("do") != "remove" and item.pk != draft.item_id:
            keys.append(item.pk)
        kept = {**draft.details, details.ALSO: keys[-splitting.MOST :]}
        drafts.save_draft(draft.pk, {"details": kept})
    return redirect(steps.missing(draft, "requests_new_check") or "requests_new_check")


@dataclass(frozen=True, slots=True)
class Next:
    """A line of what comes next."""

    until: dt.date
    title: str
    text: str


@require_safe
@private
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Answer the receipt to whoever sent the request or may read it; everybody else is asked for a proof.

    Raises:
        Http404: This cannot be a number.
    """
    known = numbering.read(number)
    if known is None:
        raise Http404
    readable = ServiceRequest.objects.for_user(request.user).filter(number=known)
    # Whoever serves or watches reads a case at a desk; the receipt holds the link of the enterprise.
    own = [case.pk for case in readable if Actor.of(request.user, case).roles & HOLDS_RECEIPT]
    sent = ServiceRequest.objects.filed().filter(number=known, pk__in=holding.sent_by(request))
    keys = {*own, *sent.values_list("pk", flat=True)}
    if not keys:
        return redirect("requests_track")
    rows = ServiceRequest.objects.select_related("item", "office", "policy")
    case = get_object_or_404(rows, pk=keys.pop())
    address = request.build_absolute_uri(tokens.case_url(case))
    context = {
        "case": case,
        "url": tokens.case_url(case),
        "address": address,
        "code": qr(address),
        "tail": case.phone[-4:],
        "details": details.shown(case),
        "files": case.attachments.filter(kind=AttachmentKind.NEED, for_enterprise=True),
        "parts": case.children.filed().select_related("office"),
        "next": coming(case),
        "breadcrumbs": steps.trail(request, _("Receipt")),
    }
    return render(request, "requests/filing/receipt.html", context)


def coming(case: ServiceRequest) -> list[Next]:
    """Return what comes next and until when, by the limits that hold for the case."""
    start = timezone.localdate(case.submitted_at)
    decided = clock.ends_on(start, Stage.ACCEPT, case.policy)
    found = clock.ends_on(decided, Stage.MATCH, case.policy)
    rows = [
        Next(
            decided,
            _("We tell you whether we can take it."),
            _("If something is missing, we say everything at once."),
        ),
        Next(
            found,
            _("We find who can help."),
            _("Before anybody gets your data, we ask you."),
        ),
    ]
    days: Any = case.item.promised_days if case.item else None
    if days:
        rows.append(
            Next(
                clock.add_working_days(found, days),
                _("You get the result."),
                _("Days on which we wait for you or for a sample do not count."),
            )
        )
    return rows


@require_POST
@private
def again(request: HttpRequest, token: str) -> HttpResponse:
    """Begin anew with everything that a closed request held; whoever holds its link may (4.3.2.1).

    Raises:
        Http404: The link is none of ours.
    """
    case = tokens.find(token)
    if case is None:
        raise Http404
    if case.status not in filing_again.CLOSED or filing_again.was_filed_again(case):
        messages.warning(request, _("There is nothing to do here now."))
        return redirect(tokens.case_url(case))
    if not sending_limits.screens.allow_request(request):
        return too_many_requests(request)
    try:
        draft = filing_again.begin(case, steps.actor_of(request))
    except Refused as refused:
        messages.warning(request, " ".join(refused.messages))
        return redirect(tokens.case_url(case))
    holding.keep_draft(request, draft)
    messages.success(request, _("Everything you wrote is here again. Change what has to be, then send it."))
    if gaps := filing_again.missing_words(case):
        messages.warning(request, _("What was missing: %(gaps)s") % {"gaps": gaps})
    return redirect("requests_new_need")
