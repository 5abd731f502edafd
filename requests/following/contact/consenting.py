"""An enterprise that does not answer: reminded once, then its office has it on the desk (4.3.2.3, 4.3.3).

It says neither yes nor no to an institution, or does not send what was missing; of the latter, ``filing``
reminds it.
"""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from onestop.requests.filing import lapsing
from onestop.requests.following import notifying
from onestop.requests.following.models.notices import To
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Stage, Status
from onestop.requests.workflow.models import ServiceRequest

REMIND_BEFORE = 2
"""Working days before the end of the time at which the enterprise is reminded."""
BATCH = 500


def asked(cases: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    """Return those of ``cases`` whose enterprise is asked whether it agrees."""
    return cases.filter(status=Status.CONSENT, stage=Stage.CONSENT, stage_due_on__isnull=False)


def silent(cases: QuerySet[ServiceRequest], today: dt.date | None = None) -> QuerySet[ServiceRequest]:
    """Return those of ``cases`` whose enterprise has not answered in time."""
    return asked(cases).filter(stage_due_on__lt=today or timezone.localdate())


def remind() -> int:
    """Remind who is asked and has not answered yet, once for each proposal; return how many."""
    last = clock.add_working_days(clock.today(), REMIND_BEFORE)
    return _tell(
        asked(ServiceRequest.objects.all()).filter(stage_due_on__lte=last), "consent_reminder", To.ENTERPRISE
    )


def tell_office() -> int:
    """Tell the office once of each proposal to which nobody answered in time; return how many."""
    return _tell(silent(ServiceRequest.objects.all()), "consent_silent", To.OFFICE)


def tell_office_of_gaps() -> int:
    """Tell the office once of each request that was not completed in time; return how many."""
    return _tell(lapsing.silent(ServiceRequest.objects.all()), "gaps_silent", To.OFFICE)


def _tell(cases: QuerySet[ServiceRequest], kind: str, to: To) -> int:
    rows = cases.select_related("office", "handler__user", "enterprise").order_by("stage_due_on")[:BATCH]
    return sum(
        bool(notifying.tell(case, kind, to, key=f"{case.pk}.asked{case.stage_due_on:%Y%m%d}"))
        for case in rows
    )
