"""The complaints and disputes of an enterprise in its room: how each stands (clause 5.6)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.requests.enterprises import rooms
from onestop.requests.enterprises.models import Membership, Person
from onestop.requests.following.pages.mine import cases_of
from onestop.requests.supervision import complaining
from onestop.requests.supervision.models import Complaint, Dispute

MOST = 50


@require_safe
@rooms.member_required
def complaints(request: HttpRequest) -> HttpResponse:
    """List both, the newest first.

    Whoever reads a case reads that there is a complaint about it; one about no case only who made it, known
    by a telephone that was verified.
    """
    membership = rooms.membership_of(request)
    context = {
        "complaints": [(each, complaining.url(each)) for each in complaints_of(membership)[:MOST]],
        "disputes": disputes_of(membership)[:MOST],
        "breadcrumbs": rooms.trail((_("Our complaints and disputes"), "")),
    }
    return render(request, "requests/supervision/mine.html", context)


def complaints_of(membership: Membership) -> "QuerySet[Complaint]":
    """Return those that a member may know of."""
    proved = Person.objects.filter(user=membership.user, phone_verified_at__isnull=False)
    own = Q(case__isnull=True, phone_print__in=proved.exclude(phone_print="").values("phone_print"))
    return Complaint.objects.filter(Q(case__in=cases_of(membership)) | own).select_related("case", "office")


def disputes_of(membership: Membership) -> "QuerySet[Dispute]":
    """Return those about requests that a member reads."""
    return Dispute.objects.filter(case__in=cases_of(membership)).select_related("case", "other_party")


def copied_complaints(membership: Membership) -> Iterator[dict[str, Any]]:
    """Yield them for the copy of one's data; a colleague reads what the room shows, and not the words."""
    for each in complaints_of(membership):
        yield {
            "number": each.number,
            "request": each.case.number if each.case else "",
            "subject": each.get_subject_display(),
            "office": str(each.office or ""),
            "received_at": each.received_at,
            "taken_up_at": each.taken_up_at,
        }


def copied_disputes(membership: Membership) -> Iterator[dict[str, Any]]:
    """Yield them for the copy of one's data."""
    for each in disputes_of(membership):
        yield {
            "number": each.number,
            "request": each.case.number,
            "other_party": str(each.other_party),
            "method": each.get_method_display(),
            "claim": each.claim,
            "standing": str(each.standing.label),
            "notified_at": each.notified_at,
        }
