"""What the platform does when whoever serves is silent or waits too long (clauses 4.3.3.2, 4.3.4.1)."""

import datetime as dt
import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.filing.models import AttachmentKind
from onestop.requests.matching.doers import open_match
from onestop.requests.matching.models import Match, Method
from onestop.requests.serving.escalating import escalate_by_rule
from onestop.requests.workflow import clock, moving
from onestop.requests.workflow.actors import SYSTEM
from onestop.requests.workflow.choices import Role, Stage, Status
from onestop.requests.workflow.models import ServiceRequest

logger = logging.getLogger(__name__)
BATCH = 500
EXAM_CLAUSE = "4.2.6.3"


def escalate_silent() -> int:
    """Pass on to the centre the cases whose institution has been silent past the limit; return how many.

    Once and not daily: an escalated case is the centre's, and whoever gets it next begins anew.
    """
    by_provider = Match.objects.open().filter(method=Method.PROVIDER).values("case")
    statuses = (Status.OFFERED, Status.MATCHED, Status.SERVING)
    keys = ServiceRequest.objects.filter(status__in=statuses, pk__in=by_provider).values_list("pk", flat=True)
    done = 0
    for pk in list(keys):
        try:
            done += _escalate_if_silent(pk)
        except moving.Refused:  # one that cannot go on must not hold up the others
            logger.warning("case %s is silent and could not be escalated", pk)
    return done


def _escalate_if_silent(pk: int) -> bool:
    with transaction.atomic():
        case = moving.locked(pk)  # it may have moved on since it was listed
        until = silent_until(case)
        if until is None or until >= clock.today():
            return False
        noticed = next(day for day in clock.days_after(until) if clock.is_working(day))
        text = _("The institution has been silent past the limit.")
        escalate_by_rule(case, "silence", text, min(noticed, clock.today()))
    return True


def silent_until(case: ServiceRequest) -> dt.date | None:
    """Return the last day on which the institution should have been heard of; ``None``: it is not its turn.

    To take and to begin a case have limits of their own. While it serves, it is heard of at least as often as
    the policy says, and the office has the time for an escalation on top to ask first.
    """
    match = open_match(case)
    if match is None or match.method != Method.PROVIDER:
        return None
    if case.status in {Status.OFFERED, Status.MATCHED}:
        return case.stage_due_on
    if case.status != Status.SERVING:
        return None
    heard = (
        case.events.filter(role=Role.PROVIDER).order_by("-recorded_at").values_list("recorded_at", flat=True)
    )
    resumed = case.events.filter(name__in=["resume", "start"]).order_by("-recorded_at")
    moments = [*heard[:1], *resumed.values_list("recorded_at", flat=True)[:1]]
    if not moments:
        return None
    days = clock.limit(Stage.UPDATE, case.policy) + clock.limit(Stage.ESCALATE, case.policy)
    return clock.add_working_days(timezone.localdate(max(moments)), days)


def end_long_pauses() -> int:
    """Let the clock run again where a case has waited as long as it may; return how many."""
    done = 0
    waiting = ServiceRequest.objects.filter(status__in=[Status.WAITING, Status.SAMPLE])
    for pk in list(waiting.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            case = moving.locked(pk)
            if case.status in {Status.WAITING, Status.SAMPLE} and _waited_enough(case):
                text = _("It has waited as long as it may; the clock runs again.")
                with moving.move(pk, "resume", SYSTEM, text=text):
                    pass
                done += 1
    return done


def _waited_enough(case: ServiceRequest) -> bool:
    pause = case.pauses.filter(until__isnull=True).first()
    if pause is None:
        return False
    days = clock.working_days_between(timezone.localdate(pause.since), clock.today())
    return days > clock.pause_left(case)


def remove_candidates_files() -> int:
    """Remove what an enterprise sent about candidates once the examination's service has ended (4.2.6.3).

    Early enough that the archive is sealed without them. Return how many cases had any.
    """
    until = timezone.now() - dt.timedelta(days=settings.REQUEST_EXAM_FILES_DAYS)
    ended = ServiceRequest.objects.filter(clause=EXAM_CLAUSE, completed_at__lt=until)
    with_files = ended.filter(attachments__kind=AttachmentKind.NEED).exclude(status=Status.ARCHIVED)
    keys = list(with_files.order_by().values_list("pk", flat=True).distinct()[:BATCH])
    for pk in keys:
        _remove_files(pk)
    return len(keys)


@transaction.atomic
def _remove_files(pk: int) -> None:
    case = moving.locked(pk)
    files = list(case.attachments.filter(kind=AttachmentKind.NEED))
    for file in files:
        transaction.on_commit(file.remove_file)
        file.delete()
    text = _("Files about candidates were removed: they are not needed any more.")
    moving.note(pk, "files_removed", SYSTEM, text=text, data={"files": len(files)})
