"""Who came: by the code at the door or from the list, and the class hours that follow from it."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from onestop.home.training.choices import Place, Result
from onestop.home.training.models import Attendance, Registration, TrainingEventPage, TrainingSession

EARLY = dt.timedelta(hours=2)
"""So long before a session the door is open."""

LATE = dt.timedelta(hours=1)
"""So long after a session somebody who came can still be recorded by the code."""

PERCENT = 100


def session_now(event: TrainingEventPage, now: dt.datetime | None = None) -> TrainingSession | None:
    """Return the session whose door is open ``now``: the one that ends first; ``None`` at other times."""
    now = now or timezone.now()
    for session in event.session_list:
        if has_opened(session, now) and now <= session.ends_at + LATE:
            return session
    return None


def has_opened(session: TrainingSession, now: dt.datetime | None = None) -> bool:
    """Tell whether anybody can be, or have been, at ``session`` by ``now``."""
    return session.starts_at - EARLY <= (now or timezone.now())


def mark(registration: Registration, session: TrainingSession, by: Any, *, by_code: bool = False) -> bool:
    """Record that the person was there; return whether that is new."""
    _row, new = Attendance.objects.get_or_create(
        registration=registration, session=session, defaults={"recorded_by": by, "by_code": by_code}
    )
    return new


def mark_all(registrations: Iterable[Registration], sessions: Iterable[TrainingSession], by: Any) -> int:
    """Record from the list that all ``registrations`` were at all ``sessions``; return how many are new."""
    sessions = list(sessions)
    rows = [
        Attendance(registration=registration, session=session, recorded_by=by)
        for registration in registrations
        if registration.place == Place.CONFIRMED
        for session in sessions
    ]
    before = Attendance.objects.filter(session__in=sessions).count()
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
    return Attendance.objects.filter(session__in=sessions).count() - before


def unmark_all(registrations: Iterable[Registration], sessions: Iterable[TrainingSession]) -> int:
    """Take back what was recorded; return how many records are gone."""
    gone, _by_model = Attendance.objects.filter(
        registration__in=list(registrations), session__in=list(sessions)
    ).delete()
    return gone


def hours_of(registration: Registration) -> Decimal:
    """Return the class hours of the sessions at which the person was."""
    attended = {row.session_id for row in registration.attendances.all()}
    return sum(
        (session.hours for session in registration.event.session_list if session.pk in attended), Decimal(0)
    )


def share_of(registration: Registration) -> int:
    """Return how much of the event the person attended, in percent: of the hours, else of the sessions."""
    sessions = registration.event.session_list
    attended = {row.session_id for row in registration.attendances.all()}
    weights = {session.pk: session.hours for session in sessions}
    if not any(weights.values()):
        weights = dict.fromkeys(weights, Decimal(1))
    total = sum(weights.values(), Decimal(0))
    here = sum((weight for pk, weight in weights.items() if pk in attended), Decimal(0))
    return int(here * PERCENT / total) if total else 0


def missing_for_proof(registration: Registration) -> str:
    """Return why ``registration`` gets no proof, as the name of a reason; empty if it gets one."""
    event = registration.event
    if not event.gives_proof:
        return "none"
    if registration.place != Place.CONFIRMED or not registration.name:
        return "place"
    if event.ends_at is None or event.ends_at > timezone.now():
        return "running"
    if share_of(registration) < event.attendance_rule:
        return "attendance"
    if event.assessed and registration.result != Result.PASSED:
        return "result"
    return ""
