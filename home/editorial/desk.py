"""What editors and reviewers have to do, for the desk."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.models import TaskState, WorkflowState

from onestop.home.editorial.addresses import edit_url
from onestop.home.editorial.models import SiteFinding
from onestop.home.rules import Weight
from onestop.site.desk.tasks import Task, Urgency

MOST = 10


def tasks(request: HttpRequest) -> Iterator[Task]:
    """Yield what waits for the account: reviews, what was sent back, findings of the site check."""
    user = request.user
    yield from _to_review(request)
    yield from _sent_back(request)
    if user.has_perm("home.view_sitefinding"):
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


def _findings() -> Iterator[Task]:
    url = reverse("home_sitefinding_modeladmin_index")
    for weight, urgency in ((Weight.ERROR, Urgency.TODAY), (Weight.WARNING, Urgency.WHENEVER)):
        count = SiteFinding.objects.filter(weight=weight.value).count()
        if count:
            title = (
                ngettext(
                    "%(n)d rule of public sites is broken", "%(n)d rules of public sites are broken", count
                )
                if weight is Weight.ERROR
                else ngettext(
                    "%(n)d thing on the site is worth a look",
                    "%(n)d things on the site are worth a look",
                    count,
                )
            )
            yield Task(title % {"n": count}, f"{url}?weight__exact={weight.value}", urgency)
