"""What editors and reviewers have to do, for the desk."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.models import TaskState, WorkflowState

from onestop.catalogue.services.models import ServiceItemPage
from onestop.home.editorial.addresses import edit_url
from onestop.home.editorial.models import SiteFinding
from onestop.home.rules import Weight
from onestop.site.desk.tasks import Task, Urgency

MOST = 10
NOTICE = dt.timedelta(days=30)
"""So long before its end a guide is mentioned."""


def tasks(request: HttpRequest) -> Iterator[Task]:
    """Yield what waits for the account: reviews, what was sent back, findings of the site check."""
    user = request.user
    yield from _to_review(request)
    yield from _sent_back(request)
    if user.has_perm("home.view_sitefinding"):
        yield from _expiring()
        yield from _findings()


def _to_review(request: HttpRequest) -> Iterator[Task]:
    states = TaskState.objects.reviewable_by(request.user).select_related("revision", "revision__user")
    for state in states.order_by("started_at")[:MOST]:
        subject = state.revision.content_object
        author = state.revision.user
        yield Task(
            title=_("Review “%(title)s”") % {"title": subject},
            url=edit_url(subject),
            detail=_("by %(name)s, since %(day)s")
            % {
                "name": author.get_full_name() or author.get_username() if author else "—",
                "day": timezone.localdate(state.started_at).isoformat(),
            },
        )


def _sent_back(request: HttpRequest) -> Iterator[Task]:
    states = WorkflowState.objects.filter(
        requested_by=request.user, status=WorkflowState.STATUS_NEEDS_CHANGES
    ).select_related("current_task_state")
    for state in states.order_by("created_at")[:MOST]:
        comment = state.current_task_state.comment if state.current_task_state else ""
        subject = state.content_object
        yield Task(
            title=_("Rework “%(title)s”") % {"title": subject},
            url=edit_url(subject),
            urgency=Urgency.TODAY,
            detail=_("Sent back: %(comment)s") % {"comment": comment} if comment else _("Sent back"),
        )


def _expiring() -> Iterator[Task]:
    """Yield the guides that end soon, those first that end first."""
    today = timezone.localdate()
    ending = ServiceItemPage.objects.live().filter(valid_to__lte=today + NOTICE).order_by("valid_to")
    for guide in ending[:MOST]:
        yield Task(
            title=_("Renew the guide “%(title)s”") % {"title": guide.title},
            url=edit_url(guide),
            urgency=Urgency.OVERDUE if guide.valid_to < today else Urgency.SOON,
            detail=_("It has ended.") if guide.valid_to < today else _("It ends."),
            due=guide.valid_to,
        )


def _findings() -> Iterator[Task]:
    """Yield what the last check found: dead links and columns by themselves, the rest by weight."""
    url = reverse("home_sitefinding_modeladmin_index")
    left = {weight.value: 0 for weight in Weight}
    rows = SiteFinding.objects.order_by().values_list("code", "weight").annotate(number=Count("pk"))
    for code, weight, number in rows:
        if code in OWN_LINES:
            title = OWN_LINES[code](number) % {"n": number}
            yield Task(title, f"{url}?code__exact={code}", Urgency.SOON, count=number)
        else:
            left[weight] += number
    for weight, (say, urgency) in BY_WEIGHT.items():
        if left[weight]:
            title = say(left[weight]) % {"n": left[weight]}
            yield Task(title, f"{url}?weight__exact={weight}", urgency, count=left[weight])


def _broken(n: int) -> str:
    return ngettext("%(n)d rule of public sites is broken", "%(n)d rules of public sites are broken", n)


def _worth_a_look(n: int) -> str:
    return ngettext("%(n)d thing on the site is worth a look", "%(n)d things on the site are worth a look", n)


def _dead(n: int) -> str:
    return ngettext("%(n)d official link does not answer", "%(n)d official links do not answer", n)


def _untouched(n: int) -> str:
    return ngettext(
        "Nobody has published in %(n)d column for half a year",
        "Nobody has published in %(n)d columns for half a year",
        n,
    )


def _empty(n: int) -> str:
    return ngettext("%(n)d column is empty", "%(n)d columns are empty", n)


OWN_LINES: dict[str, Callable[[int], str]] = {
    "dead_link": _dead,
    "stale_column": _untouched,
    "empty_column": _empty,
}
"""Findings, by their code, that have a line of their own."""
BY_WEIGHT: dict[str, tuple[Callable[[int], str], Urgency]] = {
    Weight.ERROR.value: (_broken, Urgency.TODAY),
    Weight.WARNING.value: (_worth_a_look, Urgency.WHENEVER),
}
