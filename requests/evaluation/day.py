"""Paper forms that wait for the second person (clause 5.2)."""

import datetime as dt
from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.evaluation import services
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.following.tasks import url_of
from onestop.requests.workflow import roles
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.permissions import may
from onestop.requests.workflow.table import SIDE
from onestop.site.desk.tasks import Task, Urgency

MOST = 20
"""Of a kind; the desk itself shows the most urgent and says how many more there are."""
COMPARE = frozenset(SIDE["paper_checked"].roles)
LEFT = dt.timedelta(7)
"""After so long with nobody to compare it a paper form is left to the authority."""


def tasks(request: HttpRequest) -> Iterator[Task]:
    """Yield the paper forms that the account is to compare; never those that it entered, or is rated by."""
    user = request.user
    if not roles.roles_of(user) & COMPARE:
        return
    waiting = Evaluation.objects.filter(is_pending=True, case__in=ServiceRequest.objects.for_user(user))
    rows = waiting.exclude(entered_by=user.pk).select_related("case", "doer").order_by("given_at")
    if Role.SUPERVISOR in roles.roles_of(user):
        rows = rows.filter(given_at__lt=timezone.now() - LEFT)
    for each in rows[:MOST]:
        case, actor = each.case, Actor.of(user, each.case)
        if may(actor, "paper_checked", case) and not services.is_rated(actor, each):
            title = _("Compare a paper form: %(what)s") % {"what": case.item_title or case.number}
            yield Task(title, url_of(case), Urgency.WAITING, str(case.number))
