"""What whoever supervises finds first: where cases are late, what is to be put right, what is disputed (5.1).

The authority carries no case, so nothing waits for it as it waits for an office; these lines lead to where it
looks, and from there to 督办 on the page of a case.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onestop.requests.desks.queue import views_of
from onestop.requests.following.contact import supervising
from onestop.requests.supervision.models import Dispute, Rectification
from onestop.requests.supervision.models.complaint import Standing
from onestop.requests.workflow.models import ServiceRequest
from onestop.site.desk.tasks import Task, Urgency

MOST = 8


def tasks(user: Any) -> Iterator[Task]:
    """Yield the lines of an account that supervises."""
    cases = ServiceRequest.objects.for_user(user)
    yield from _late(cases)
    yield from _to_put_right(user)
    yield from _asked_for(cases)
    yield from _disputed(user)


def _late(cases: Any) -> Iterator[Task]:
    """Yield how many cases are overdue, by the office that has them, the most first."""
    late = cases.filter(views_of.late(), status__in=views_of.UNFINISHED).order_by()
    rows = late.values("office", "office__name").annotate(n=Count("pk"), first=Min("stage_due_on"))
    queue = reverse("requests_cases_modeladmin_index")
    for row in rows.order_by("-n", "first", "office"):
        yield Task(
            _("Overdue at %(office)s") % {"office": row["office__name"] or _("no office yet")},
            f"{queue}?view=late&office={row['office'] or ''}",
            Urgency.OVERDUE,
            _("the oldest since"),
            row["first"],
            row["n"],
        )


def _to_put_right(user: Any) -> Iterator[Task]:
    """Yield the rectifications that are late, and how many more are open."""
    mine = Rectification.objects.for_user(user)
    late = list(mine.overdue().select_related("case", "office").order_by("due_on", "pk")[:MOST])
    for each in late:
        yield Task(
            _("Rectification overdue: %(office)s") % {"office": each.office},
            reverse("requests_case_desk", args=[each.case.number]),
            Urgency.OVERDUE,
            str(each.case.number),
            each.answer_due_on if each.answered_at is None else each.due_on,
        )
    register = reverse("requests_rectification_modeladmin_index")
    if left := mine.running().count():
        words = ngettext("%(n)s rectification is open", "%(n)s rectifications are open", left)
        yield Task(words % {"n": left}, f"{register}?progress=running", Urgency.WHENEVER, count=left)


def _asked_for(cases: Any) -> Iterator[Task]:
    """Yield what was asked for and where nothing has been done since."""
    for case in supervising.unanswered(cases).select_related("office").order_by("touched_at")[:MOST]:
        title = _("Supervised, nothing done since: %(office)s") % {"office": case.office}
        url = reverse("requests_case_desk", args=[case.number])
        late = case.stage_due_on is not None and case.stage_due_on < timezone.localdate()
        yield Task(title, url, Urgency.OVERDUE if late else Urgency.TODAY, str(case.number))


def _disputed(user: Any) -> Iterator[Task]:
    """Yield how many disputes wait for the other party; those to take up have lines of their own."""
    if number := Dispute.objects.for_user(user).unanswered().count():
        words = ngettext(
            "In %(n)s dispute the other party is asked", "In %(n)s disputes the other party is asked", number
        )
        url = f"{reverse('requests_dispute_modeladmin_index')}?standing={Standing.ASKED}"
        yield Task(words % {"n": number}, url, Urgency.WHENEVER, count=number)
