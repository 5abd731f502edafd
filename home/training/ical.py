"""Events as calendar files (RFC 5545), by the library icalendar."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from icalendar import Calendar, Event

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.http import content_disposition_header
from django.utils.translation import pgettext

from onestop.home.training import tokens
from onestop.home.training.choices import Place
from onestop.home.training.models import Registration, TrainingEventPage

TYPE = "text/calendar; charset=utf-8"


def of_events(events: Iterable[TrainingEventPage], name: str, base: str) -> bytes:
    """Return a calendar of ``events``, each session an entry; nothing in it that only participants may know.

    Args:
        events: with their sessions prefetched.
        name: shown by calendar programs.
        base: full address of the column, ending in a slash.
    """
    calendar = _calendar(name)
    for event in events:
        for session in event.session_list:
            calendar.add_component(_entry(event, session, iri_to_uri(f"{base}{event.slug}/")))
    return bytes(calendar.to_ical())


def of_registration(registration: Registration) -> bytes:
    """Return the calendar of one participant, with the address of the meeting if the place is confirmed."""
    event = registration.event
    calendar = _calendar(event.title)
    url = settings.WAGTAILADMIN_BASE_URL + tokens.own_url(registration)
    confirmed = registration.place == Place.CONFIRMED
    for session in event.session_list:
        entry = _entry(event, session, url)
        if not confirmed and not event.called_off:
            entry["status"] = "TENTATIVE"
        if confirmed and event.join_url:
            _add_meeting(entry, event)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def answer(calendar: bytes, event: TrainingEventPage) -> HttpResponse:
    """Return ``calendar`` as a file that is named after ``event``, whatever the signs of its address."""
    response = HttpResponse(calendar, content_type=TYPE)
    name = content_disposition_header(as_attachment=True, filename=f"{event.slug}.ics")
    response["Content-Disposition"] = name or ""
    return response


def _add_meeting(entry: Event, event: TrainingEventPage) -> None:
    """Say how to join: where it is only online, the meeting is the place."""
    if not event.shown_place:
        entry.pop("location", None)
        entry.add("location", event.join_url)
    entry.pop("description", None)
    entry.add("description", "\n".join(filter(None, (event.intro, event.join_url, event.join_note))))


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//onestop//training//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _entry(event: TrainingEventPage, session: Any, url: str) -> Event:
    entry = Event()
    entry.add("uid", f"training-{event.pk}-{session.pk}@{_host()}")
    changed = event.last_published_at or timezone.now()
    entry.add("dtstamp", changed)
    # A calendar takes an entry it has already only with a higher number than before.
    entry.add("sequence", int((changed - (event.first_published_at or changed)).total_seconds()))
    # UTC is understood everywhere and needs no description of the zone.
    entry.add("dtstart", session.starts_at.astimezone(dt.UTC))
    entry.add("dtend", session.ends_at.astimezone(dt.UTC))
    title = f"{event.title}：{session.title}" if session.title else event.title
    entry.add("summary", title)
    entry.add("location", event.shown_place)
    entry.add("description", event.intro)
    entry.add("url", url)
    entry.add("status", "CANCELLED" if event.called_off else "CONFIRMED")
    if event.called_off:
        entry.add("comment", pgettext("event", "Called off") + "：" + event.called_off_note)
    return entry


def _host() -> str:
    return str(settings.WAGTAILADMIN_BASE_URL).partition("://")[2]
