"""The list of an enterprise's cases: what is asked of it first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from onestop.requests.enterprises.attach import of_member
from onestop.requests.enterprises.models import Membership
from onestop.requests.following.models import Notification
from onestop.requests.following.notices import words
from onestop.requests.following.pages.page import putting_right, sentences_of
from onestop.requests.matching.models import Match
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.public import STATES, State, Turn, state_of
from onestop.requests.workflow.querysets import RequestQuerySet

PAGE_SIZE = 20
ASKED_AT_MOST = 10
UNREAD_AT_MOST = 5
FREE = (Status.TO_EVALUATE,)
"""What the enterprise may do and need not: nobody waits for it."""

ASKED = tuple(
    s for s, state in STATES.items() if state.turn == Turn.ENTERPRISE and s not in {Status.DRAFT, *FREE}
)


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the list."""

    case: ServiceRequest
    state: State
    sentences: list[str]
    url: str

    @property
    def title(self) -> str:
        """Return what it is about."""
        return self.case.item_title or _("Quality service")


@dataclass(frozen=True, slots=True)
class Told:
    """What the platform has told, as a line of the room."""

    line: str
    url: str
    at: dt.datetime


def cases_of(membership: Membership) -> RequestQuerySet:
    """Return the cases of the room that somebody is in, as far as the membership shows them."""
    own = ServiceRequest.objects.filter(pk__in=of_member(membership.user))
    return own.filed().filter(enterprise=membership.enterprise)


def asked_of(membership: Membership) -> int:
    """Return how many cases wait for the enterprise: the figure in the room's navigation."""
    return cases_of(membership).filter(status__in=ASKED).count()


def room(membership: Membership, number: str | None) -> dict[str, Any]:
    """Return what the room shows of its cases.

    Args:
        membership: Whose room, and who is in it.
        number: Page of the list, as it was asked for.
    """
    cases = cases_of(membership).select_related("office")
    page = Paginator(cases.order_by("-submitted_at"), PAGE_SIZE).get_page(number)
    asked = list(cases.filter(status__in=ASKED)[:ASKED_AT_MOST])
    free = list(cases.filter(status__in=FREE)[:ASKED_AT_MOST])
    doers = _doers([*page.object_list, *asked, *free])
    return {
        "asked": [_row(case, doers) for case in asked],
        "free": [_row(case, doers) for case in free],
        "rows": [_row(case, doers) for case in page.object_list],
        "page_of_cases": page,
        "unread": _unread(membership),
    }


def _unread(membership: Membership) -> list[Told]:
    mine = Notification.objects.in_site_for(membership.user).unread().filter(case__in=cases_of(membership))
    return [
        Told(words.line_of(each), reverse("requests_my_case", args=[each.case.number]), each.created_at)
        for each in mine.select_related("case", "template")[:UNREAD_AT_MOST]
    ]


def _doers(cases: list[ServiceRequest]) -> dict[int, str]:
    open_ones = Match.objects.open().filter(case__in=cases).select_related("provider")
    serve = {match.case_id: match.provider.name if match.provider else _("An expert") for match in open_ones}
    return serve | putting_right(cases)


def _row(case: ServiceRequest, doers: dict[int, str]) -> Row:
    url = reverse("requests_my_case", args=[case.number])
    return Row(case, state_of(case.status, case.resolution), sentences_of(case, doers.get(case.pk, "")), url)
