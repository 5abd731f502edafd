"""The menu of actions at the foot of an editor's form, and what is said of a decision."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.models import Page

PUBLISH = "action-publish"


def one_way_to_publish(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave a reviewer one button for one thing: what waits for a review is published by approving it.

    “发布” beside “批准和发布” would publish as well, but end the review without a decision.
    """
    page = context.get("page")
    task = page.current_workflow_task if page is not None else None
    if task is not None and task.get_actions(page, request.user):
        menu_items[:] = [item for item in menu_items if item.name != PUBLISH]


def say_what_was_decided(request: HttpRequest, page: Page) -> None:
    """Say what a reviewer's decision has done: Wagtail itself says only that the page was updated."""
    action = request.POST.get("workflow-action-name") if "action-workflow-action" in request.POST else ""
    if action == "reject":
        messages.success(request, _("It was sent back; your comment stands on the author's desk."))
    elif action == "approve":
        messages.success(request, _outcome(Page.objects.get(pk=page.pk)))


def _outcome(page: Page) -> str:
    scheduled = page.scheduled_revision
    if scheduled is not None:
        time = f"{timezone.localtime(scheduled.approved_go_live_at):%Y-%m-%d %H:%M}"
        return _("Approved. It becomes public on %(time)s.") % {"time": time}
    if page.live and not page.has_unpublished_changes:
        return _("Approved. It is public now.")
    return _("Approved.")
