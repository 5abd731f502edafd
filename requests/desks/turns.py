"""Whose turn it is: one answer for the case page, the queue and the day's list (clause 4.3.4.1)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.models import StaffMember
from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.filing import refusing
from onestop.requests.matching.models import OPEN, Match, Method
from onestop.requests.supervision.models import Rectification
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest

S = Status


class Turn(models.TextChoices):
    """Who has to do the next thing."""

    OFFICE = "office", gettext_lazy("the office")
    ENTERPRISE = "enterprise", gettext_lazy("the enterprise")
    DOER = "doer", gettext_lazy("whoever serves")
    EXPERT = "expert", gettext_lazy("the expert")
    CENTRE = "centre", gettext_lazy("the service centre")
    PLATFORM = "platform", gettext_lazy("the platform")
    NOBODY = "nobody", pgettext_lazy("turn", "nobody")


TURNS: dict[str, Turn] = {
    S.DRAFT: Turn.ENTERPRISE,
    S.SUBMITTED: Turn.OFFICE,
    S.RETURNED: Turn.ENTERPRISE,
    S.REFUSED: Turn.NOBODY,
    S.ACCEPTED: Turn.OFFICE,
    S.MATCHING: Turn.OFFICE,
    S.CONSENT: Turn.ENTERPRISE,
    S.OFFERED: Turn.DOER,
    S.MATCHED: Turn.DOER,
    S.EXPERT: Turn.EXPERT,
    S.SERVING: Turn.DOER,
    S.WAITING: Turn.ENTERPRISE,
    S.SAMPLE: Turn.DOER,
    S.ESCALATED: Turn.CENTRE,
    S.COMPLETED: Turn.PLATFORM,
    S.TO_EVALUATE: Turn.ENTERPRISE,
    S.EVALUATED: Turn.CENTRE,
    S.UNEVALUATED: Turn.CENTRE,
    S.RECTIFYING: Turn.CENTRE,
    S.RECTIFIED: Turn.CENTRE,
    S.ARCHIVED: Turn.NOBODY,
    S.WITHDRAWN: Turn.NOBODY,
}

NEXT: dict[str, str | Promise] = {
    S.DRAFT: gettext_lazy("send the request"),
    S.SUBMITTED: gettext_lazy("decide whether to accept it"),
    S.RETURNED: gettext_lazy("send what is missing"),
    S.ACCEPTED: gettext_lazy("find who can serve"),
    S.MATCHING: gettext_lazy("propose who serves"),
    S.CONSENT: gettext_lazy("agree to the institution, or not"),
    S.OFFERED: gettext_lazy("take the request or give it back"),
    S.MATCHED: gettext_lazy("begin the service"),
    S.EXPERT: gettext_lazy("answer the enterprise"),
    S.SERVING: gettext_lazy("serve, and write it into the record"),
    S.WAITING: gettext_lazy("give what was asked for"),
    S.SAMPLE: gettext_lazy("receive the sample"),
    S.ESCALATED: gettext_lazy("decide how to go on"),
    S.COMPLETED: gettext_lazy("invite to evaluate"),
    S.TO_EVALUATE: gettext_lazy("evaluate the service"),
    S.EVALUATED: gettext_lazy("put the case into the archive"),
    S.UNEVALUATED: gettext_lazy("put the case into the archive"),
    S.RECTIFYING: gettext_lazy("see whether it has been put right"),
    S.RECTIFIED: gettext_lazy("put the case into the archive"),
}
"""What the one whose turn it is has to do."""


def next_of(case: ServiceRequest) -> str | Promise | None:
    """Return what is to be done next; nothing where nothing more happens."""
    if to_answer(case):
        return gettext_lazy("say what was wrong and what is done about it")
    if case.status == Status.SUBMITTED and case.office is not None and case.office.kind == Kind.OUTLET:
        return gettext_lazy("hand it over to a station or the centre")  # an outlet accepts none (matrix 5.3)
    return NEXT.get(case.status)


ANSWERING = frozenset({Role.OUTLET, Role.STATION, Role.WINDOW, Role.AGENT, Role.PROVIDER})
"""Roles whose organisation may have something to put right."""


def statuses_of(*turns: Turn) -> list[str]:
    """Return the statuses in which it is one of these turns."""
    return [status for status, turn in TURNS.items() if turn in turns]


def open_match(case: ServiceRequest) -> Match | None:
    """Return the match that holds; ``with_matches`` has fetched it for a whole list."""
    found = getattr(case, "open_matches", None)
    if found is None:
        rows = case.matches.filter(outcome__in=OPEN).select_related("provider", "expert")
        found = case.open_matches = list(rows)  # type: ignore[attr-defined]
    return found[0] if found else None


def open_rectification(case: ServiceRequest) -> Any:
    """Return what is to be put right in a case (clause 5.1); ``with_matches`` has fetched it for a list."""
    if case.status != Status.RECTIFYING:
        return None
    found = getattr(case, "to_put_right", None)
    if found is None:
        found = case.to_put_right = list(_to_put_right().filter(case=case))  # type: ignore[attr-defined]
    return found[0] if found else None


def to_answer(case: ServiceRequest) -> Rectification | None:
    """Return the rectification that whoever has to put it right has not answered."""
    row: Rectification | None = open_rectification(case)
    return row if row is not None and row.answered_at is None else None


def _to_put_right() -> "models.QuerySet[Rectification]":
    return Rectification.objects.open().with_centre().select_related("office")


def with_matches(cases: "models.QuerySet[ServiceRequest]") -> "models.QuerySet[ServiceRequest]":
    """Return ``cases`` with the match and the open rectification of each, for ``holder``."""
    rows = Match.objects.filter(outcome__in=OPEN).select_related("provider", "expert")
    return cases.prefetch_related(
        models.Prefetch("matches", queryset=rows, to_attr="open_matches"),
        models.Prefetch("rectifications", queryset=_to_put_right(), to_attr="to_put_right"),
    )


def holder(case: ServiceRequest) -> str:
    """Return by name who has to do the next thing."""
    if row := open_rectification(case):
        if row.answered_at is None:
            return str(row.office)
        return str((Turn.CENTRE if row.centre_closes else Role.SUPERVISOR).label)
    turn = TURNS[case.status]
    if turn in {Turn.OFFICE, Turn.DOER, Turn.EXPERT}:
        return _named(case, turn)
    return str(turn.label)


def _named(case: ServiceRequest, turn: Turn) -> str:
    match = open_match(case)
    if turn is not Turn.OFFICE and match is not None and match.provider_id != case.office_id:
        return str(match.provider or match.expert)
    if case.office is None:
        return _("no office yet")
    return f"{case.office}（{case.handler}）" if case.handler else str(case.office)


def waiting_for(user: Any) -> Q:
    """Return which cases wait for ``user``: as office, as whoever serves, as expert, as centre."""
    given = roles.roles_of(user)
    found: Any = Q(pk__in=[])
    own = organisations_of(user)
    free = Q(handler__isnull=True) | Q(handler__in=StaffMember.objects.filter(user=user).values("pk"))
    if given & ANSWERING:
        unanswered = Rectification.objects.unanswered().filter(office__in=own)
        found |= Q(status=Status.RECTIFYING, pk__in=unanswered.values("case"))
    held = Match.objects.open().values("case")  # as keys, looked up once, and not once a row
    if given & {Role.OUTLET, Role.STATION, Role.WINDOW, Role.AGENT}:
        found |= Q(status__in=statuses_of(Turn.OFFICE), office__in=own) & free
    if given & {Role.STATION, Role.WINDOW, Role.AGENT}:
        ours = Q(pk__in=held.filter(method=Method.CENTRE, provider__in=own))
        found |= Q(status__in=statuses_of(Turn.DOER)) & free & ours
    if given & {Role.AGENT, Role.HEAD}:
        found |= Q(status__in=statuses_of(Turn.CENTRE)) & ~Q(status=Status.RECTIFYING)
        found |= Q(status=Status.RECTIFYING, pk__in=Rectification.objects.to_verify(user).values("case"))
    if Role.SUPERVISOR in given:
        left = Rectification.objects.of_authority()
        found |= Q(status=Status.RECTIFYING, pk__in=left.values("case"))
    if Role.HEAD in given:
        found |= Q(status=Status.SUBMITTED, pk__in=refusing.open_proposals().values("case"))
    if Role.PROVIDER in given:
        mine = held.filter(method=Method.PROVIDER, provider__in=own)
        found |= Q(pk__in=mine, status__in=statuses_of(Turn.DOER))
    if Role.EXPERT in given:
        asked = held.filter(method=Method.EXPERT, expert__user=user)
        found |= Q(pk__in=asked, status__in=statuses_of(Turn.EXPERT))
    ways: Q = found
    return ways


def is_for(user: Any, case: ServiceRequest) -> bool:
    """Tell whether the case waits for ``user``."""
    return ServiceRequest.objects.filter(waiting_for(user), pk=case.pk).exists()
