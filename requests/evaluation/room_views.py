"""The evaluations of an enterprise in its room: what it may still say, and what it said (clause 4.3.4.2)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.requests.enterprises import rooms
from onestop.requests.enterprises.models import Membership
from onestop.requests.evaluation import tokens
from onestop.requests.evaluation.models import Evaluation, EvaluationInvitation
from onestop.requests.following.pages.mine import cases_of

MOST = 50


@require_safe
@rooms.member_required
def evaluations(request: HttpRequest) -> HttpResponse:
    """List both, the newest first."""
    membership = rooms.membership_of(request)
    invited = EvaluationInvitation.objects.open().filter(
        case__in=cases_of(membership), evaluation__isnull=True
    )
    context = {
        "invited": [(each, tokens.url(each)) for each in invited.select_related("case", "doer")[:MOST]],
        "given": given_by(membership)[:MOST],
        "breadcrumbs": rooms.trail((_("Our evaluations"), "")),
    }
    return render(request, "requests/evaluation/mine.html", context)


def given_by(membership: Membership) -> "QuerySet[Evaluation]":
    """Return what was said about the requests that a member reads."""
    return Evaluation.objects.filter(case__in=cases_of(membership)).select_related("case", "doer")


def copied(membership: Membership) -> Iterator[dict[str, Any]]:
    """Yield it for the copy of one's data."""
    for each in given_by(membership):
        yield {
            "request": each.case.number,
            "form": each.get_form_display(),
            "served_by": str(each.doer or ""),
            **{name: getattr(each, name) for name in (*Evaluation.LEVELS, "q5", "extra", "words")},
            "signed_by": each.signed_by,
            "filled_on": each.filled_on,
            "given_at": each.given_at,
            "channel": each.get_channel_display(),
            "counts": each.is_valid,
        }
