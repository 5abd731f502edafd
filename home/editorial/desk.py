"""What editors and reviewers have to do, for the desk."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.models import Page, Revision, TaskState, WorkflowState

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
    # As reviewable_by, which asks four times: the only kind of task here is a group's approval.
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("revision__user")
    if not request.user.is_superuser:
        states = states.filter(task__groupapprovaltask__groups__user=request.user).distinct()
    for state in states.order_by("started_at")[:MOST]:
        author = state.revision.user
        yield Task(
            title=_("Review “%(title)s”") % {"title": state.revision.object_str},
            url=_edited_at(state.revision),
            detail=_("by %(name)s, since %(day)s")
            % {
                "name": author.get_full_name() or author.get_username() if author else "—",
                "day": timezone.localdate(state.started_at).isoformat(),
            },
        )


def _sent_back(request: HttpRequest) -> Iterator[Task]:
    states = WorkflowState.objects.filter(
        requested_by=request.user,
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        current_task_state__revision__isnull=False,
    ).select_related("current_task_state__revision")
    for state in states.order_by("created_at")[:MOST]:
        comment, revision = state.current_task_state.comment, state.current_task_state.revision
        yield Task(
            title=_("Rework “%(title)s”") % {"title": revision.object_str},
            url=_edited_at(revision),
            urgency=Urgency.TODAY,
            detail=_("Sent back: %(comment)s") % {"comment": comment} if comment else _("Sent back"),
        )


def _edited_at(revision: Revision) -> str:
    """Return where what ``revision`` is of is edited; a page itself need not be loaded for it."""
    if ContentType.objects.get_for_id(revision.base_content_type_id).model_class() is Page:
        return reverse("wagtailadmin_pages:edit", args=[revision.object_id])
    return edit_url(revision.content_object)


def _expiring() -> Iterator[Task]:
    """Yield the guides that end soon, those first that end first."""
    today = timezone.localdate()
    ending = ServiceItemPage.objects.live().filter(valid_to__lte=today + NOTICE).order_by("valid_to")
    for guide in ending[:MOST]:
        yield Task(
            title=_("Renew the guide “%(title)s”") % {"title": guide.title},
            url=reverse("wagtailadmin_pages:edit", args=[guide.pk]),
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
            say, urgency = OWN_LINES[code]
            yield Task(say(number) % {"n": number}, f"{url}?code={code}", urgency, count=number)
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


def _late(n: int) -> str:
    return ngettext("%(n)d page was not published in time", "%(n)d pages were not published in time", n)


OWN_LINES: dict[str, tuple[Callable[[int], str], Urgency]] = {
    "late": (_late, Urgency.OVERDUE),
    "dead_link": (_dead, Urgency.WAITING),
    "empty_column": (_empty, Urgency.WAITING),
    "stale_column": (_untouched, Urgency.WHENEVER),
}
"""Findings, by their code, that have a line of their own."""
BY_WEIGHT: dict[str, tuple[Callable[[int], str], Urgency]] = {
    Weight.ERROR.value: (_broken, Urgency.TODAY),
    Weight.WARNING.value: (_worth_a_look, Urgency.WHENEVER),
}
