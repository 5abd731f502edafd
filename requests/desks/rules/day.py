"""The line of the desk that asks for the days off of a year to come (process 3.4)."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from onestop.requests.workflow import clock
from onestop.site.desk.tasks import Task, Urgency


def tasks(request: HttpRequest) -> Iterator[Task]:
    """Ask whoever keeps the calendar: until then limits count all weekdays of that year as working days."""
    if not request.user.has_perm("requests.add_calendarday"):
        return
    if year := clock.unknown_year():
        yield Task(
            _("Enter the days off and make-up days of %(year)s") % {"year": year},
            reverse("requests_calendarday_modeladmin_index"),
            Urgency.SOON,
            detail=_("Time limits count every Monday to Friday of that year until then."),
        )
