"""The menu of actions at the foot of an editor's form."""

from typing import Any

from django.http import HttpRequest

PUBLISH = "action-publish"


def one_way_to_publish(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave a reviewer one button for one thing: what waits for a review is published by approving it.

    “发布” beside “批准和发布” would publish as well, but end the review without a decision.
    """
    page = context.get("page")
    task = page.current_workflow_task if page is not None else None
    if task is not None and task.get_actions(page, request.user):
        menu_items[:] = [item for item in menu_items if item.name != PUBLISH]
