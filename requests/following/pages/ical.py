"""Dates of cases for a calendar program: number, item and link, nothing else (RFC 5545).

The address for an account holds a signed key of it; a new password makes another one.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from icalendar import Calendar, Event

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import VOLUNTARY
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.public import Turn, state_of
from onestop.site.digits import number_of

TYPE = "text/calendar; charset=utf-8"
SALT = "requests.calendar"
SEPARATOR = "."
KEPT = 16


def token_for(user: Any) -> str:
    """Return the key of the calendar of ``user``."""
    return _signer(user).sign(str(user.pk))


def user_of(token: str) -> Any:
    """Return whose calendar ``token`` opens; ``None`` for anything that we did not sign."""
    key = number_of(token.partition(SEPARATOR)[0])
    user = get_user_model().objects.filter(pk=key, is_active=True).first()
    if user is None:
        return None
    try:
        _signer(user).unsign(token)
    except signing.BadSignature:
        return None
    return user


def of_cases(cases: Iterable[tuple[ServiceRequest, str]], name: str) -> bytes:
    """Return a calendar: for each case the day on which something is due, or a service is promised for.

    Args:
        cases: With the paths of their pages.
        name: What calendar programs show.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//onestop//requests//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for case, path in cases:
        for entry in _entries(case, path):
            calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entries(case: ServiceRequest, path: str) -> Iterable[Event]:
    state = state_of(case.status, case.resolution)
    if due := clock.day_of(case):
        asked = _("please act") if state.turn == Turn.ENTERPRISE else str(state.label)
        if case.stage in VOLUNTARY:
            asked = _("you may evaluate until this day")
        yield _entry(case, path, due, asked, "due")
    if case.is_under_way and case.promised_on and case.promised_on != case.stage_due_on:
        yield _entry(case, path, case.promised_on, _("promised for this day"), "promised")


def _entry(case: ServiceRequest, path: str, day: dt.date, words: str, what: str) -> Event:
    entry = Event()
    host = settings.WAGTAILADMIN_BASE_URL.partition("://")[2]
    entry.add("uid", f"{case.number}-{what}@{host}")
    entry.add("dtstamp", case.updated_at.astimezone(dt.UTC))
    entry.add("dtstart", day)
    entry.add("dtend", day + dt.timedelta(1))
    entry.add("summary", f"{case.number} {case.item_title}：{words}")
    entry.add("url", settings.WAGTAILADMIN_BASE_URL + path)
    entry.add("transp", "TRANSPARENT")
    return entry


def address(user: Any) -> str:
    """Return the path that a calendar program asks for."""
    return reverse("requests_calendar", args=[token_for(user)])


def _signer(user: Any) -> signing.Signer:
    return signing.Signer(salt=f"{SALT}.{user.password[-KEPT:]}", sep=SEPARATOR)
