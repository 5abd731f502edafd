"""The panel of the admin's first page."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.components import Component

from onestop.site import hooks
from onestop.site.desk.tasks import Task, Urgency

MOST = 30
LABELS = {
    Urgency.OVERDUE: _("overdue"),
    Urgency.TODAY: _("today"),
    Urgency.WAITING: _("waiting for you"),
    Urgency.SOON: _("soon"),
    Urgency.WHENEVER: _("when there is time"),
}


def tasks_for(request: HttpRequest) -> list[Task]:
    """Return what the account of ``request`` has to do, the most urgent first."""
    tasks = [task for found in hooks.collect(hooks.DESK_TASKS, request) for task in found]
    return sorted(tasks, key=lambda task: (task.urgency, task.due or dt.date.max))


class TodayPanel(Component):
    """今天要做的: counts, then a line a thing; an account with nothing to do is told so."""

    name = "today"
    template_name = "desk/today.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the tasks and how many there are of each urgency."""
        tasks = tasks_for(parent_context["request"])
        counts = [
            {
                "label": label,
                "name": urgency.name.lower(),
                "count": sum(t.count for t in tasks if t.urgency == urgency),
            }
            for urgency, label in LABELS.items()
        ]
        return {
            "counts": [each for each in counts if each["count"]],
            "tasks": [
                {"task": task, "name": task.urgency.name.lower(), "label": LABELS[task.urgency]}
                for task in tasks[:MOST]
            ],
            "more": max(0, len(tasks) - MOST),
        }
