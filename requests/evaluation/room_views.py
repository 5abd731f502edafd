"""The evaluations of an enterprise in its room: what it may still say, and what it said (clause 4.3.4.2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.requests.enterprises import rooms
from onestop.requests.evaluation import tokens
from onestop.requests.evaluation.models import Evaluation, EvaluationInvitation
from onestop.requests.following.pages.mine import cases_of

MOST = 50


@require_safe
@rooms.member_required
def evaluations(request: HttpRequest) -> HttpResponse:
    """List both, the newest first."""
    cases = cases_of(rooms.membership_of(request))
    invited = EvaluationInvitation.objects.open().filter(case__in=cases, evaluation__isnull=True)
    given = Evaluation.objects.filter(case__in=cases).select_related("case", "doer")
    context = {
        "invited": [(each, tokens.url(each)) for each in invited.select_related("case", "doer")[:MOST]],
        "given": given[:MOST],
        "breadcrumbs": rooms.trail((_("Our evaluations"), "")),
    }
    return render(request, "requests/evaluation/mine.html", context)
