"""The list of an enterprise's cases: what is asked of it first."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from onestop.requests.enterprises.models import Enterprise
from onestop.requests.following.pages.page import sentences_of
from onestop.requests.following.wording import STATES, State, Turn
from onestop.requests.matching.models import Match
from onestop.requests.workflow.choices import SERVED, UNDER_WAY, Status
from onestop.requests.workflow.models import ServiceRequest

PAGE_SIZE = 20
ASKED_AT_MOST = 10
ASKED = tuple(status for status, state in STATES.items() if state.turn == Turn.ENTERPRISE)


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


def cases_of(user: Any, number: str | None) -> dict[str, Any]:
    """Return what the room shows of the cases of the enterprises of ``user``.

    Args:
        user: Who is signed in.
        number: Page of the list, as it was asked for.
    """
    enterprises = list(Enterprise.objects.of_member(user))
    cases = ServiceRequest.objects.filed().filter(enterprise__in=enterprises).select_related("office")
    page = Paginator(cases.order_by("-submitted_at"), PAGE_SIZE).get_page(number)
    asked = list(cases.filter(status__in=[s for s in ASKED if s != Status.DRAFT])[:ASKED_AT_MOST])
    doers = _doers([*page.object_list, *asked])
    return {
        "enterprises": enterprises,
        "asked": [_row(case, doers) for case in asked],
        "rows": [_row(case, doers) for case in page.object_list],
        "page_of_cases": page,
        "counts": _counts(cases),
    }


def _counts(cases: Any) -> dict[str, int]:
    statuses = list(cases.order_by().values_list("status", flat=True))
    return {
        "open": sum(1 for status in statuses if status in UNDER_WAY),
        "done": sum(1 for status in statuses if status in SERVED),
        "asked": sum(1 for status in statuses if status in ASKED),
    }


def _doers(cases: list[ServiceRequest]) -> dict[int, str]:
    open_ones = Match.objects.open().filter(case__in=cases).select_related("provider")
    return {match.case_id: match.provider.name if match.provider else _("An expert") for match in open_ones}


def _row(case: ServiceRequest, doers: dict[int, str]) -> Row:
    url = reverse("requests_my_case", args=[case.number])
    return Row(case, STATES[case.status], sentences_of(case, doers.get(case.pk, "")), url)
