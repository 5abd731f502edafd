"""The complaints and disputes of an enterprise in its room: how each stands (clause 5.6)."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.requests.enterprises import rooms
from onestop.requests.enterprises.models import Person
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
    cases = cases_of(membership)
    proved = Person.objects.filter(user=membership.user, phone_verified_at__isnull=False)
    own = Q(case__isnull=True, phone_print__in=proved.exclude(phone_print="").values("phone_print"))
    found = Complaint.objects.filter(Q(case__in=cases) | own).select_related("case", "office")
    context = {
        "complaints": [(each, complaining.url(each)) for each in found[:MOST]],
        "disputes": Dispute.objects.filter(case__in=cases).select_related("case", "other_party")[:MOST],
        "breadcrumbs": rooms.trail((_("Our complaints and disputes"), "")),
    }
    return render(request, "requests/supervision/mine.html", context)
