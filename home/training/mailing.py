"""E-mails to participants who gave an address. Sent after the commit; a mail that fails harms nothing."""

import contextlib
import logging
import smtplib
from collections.abc import Collection
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onestop.home.training import ical, showing, tokens
from onestop.home.training.choices import Place
from onestop.home.training.models import Registration

logger = logging.getLogger(__name__)


class Letter(NamedTuple):
    """One kind of mail: its subject and what it says first."""

    subject: str | Promise
    lead: str | Promise


RECEIVED = Letter(_("Your registration: %(title)s"), _("We have received your registration."))
AGAIN = Letter(
    _("Your registration: %(title)s"),
    _(
        "Somebody has just registered once more with your contact. You are registered already; nothing "
        "has changed."
    ),
)
MOVED_UP = Letter(
    _("You have a place now: %(title)s"), _("A place has become free, and you are the next: it is yours.")
)
CHANGED = Letter(
    _("Time or place have changed: %(title)s"),
    _(
        "Time or place of the event are not those of our last letter. Please look whether you can come; if "
        "not, cancel by the link below."
    ),
)
CANCELLED = Letter(_("Registration cancelled: %(title)s"), _("Your registration has been cancelled."))
CALLED_OFF = Letter(_("Called off: %(title)s"), _("The event is called off."))
FEEDBACK = Letter(_("How was it? %(title)s"), _("Thank you for coming. Tell us in a minute how it was."))


def send(pk: int, letter: Letter) -> bool:
    """Send ``letter`` to the registration ``pk``, if it has an address; return whether it went out."""
    return bool(send_all([pk], letter))


def send_all(pks: Collection[int], letter: Letter) -> int:
    """Send ``letter`` to all of ``pks`` that have an address, by one connection; return how many went out."""
    rows = Registration.objects.filter(pk__in=pks).exclude(sealed_email="").order_by("created_at", "pk")
    rows = rows.select_related("event__venue").prefetch_related("event__sessions")
    found = [registration for registration in rows if registration.email]
    connection, sent = get_connection(), 0
    try:
        if found:
            connection.open()  # an open one serves all of them
    except (smtplib.SMTPException, OSError):
        logger.warning("%d mails about registrations could not be sent: no server answered", len(found))
        return 0
    for registration in found:
        mail = _written(registration, letter)
        mail.connection = connection
        try:
            sent += mail.send()
        except (smtplib.SMTPException, OSError):
            # The address is personal data and stays out of the log.
            logger.warning("mail about registration %s could not be sent", registration.pk)
            _close(connection)
    _close(connection)
    return sent


def _coming(registration: Registration) -> bool:
    """Tell whether the event still lies ahead of the person, in doubt or not."""
    event = registration.event
    if registration.place == Place.CANCELLED or event.called_off:
        return False
    return event.starts_at is not None and event.starts_at > timezone.now()


def _close(connection: Any) -> None:
    with contextlib.suppress(smtplib.SMTPException, OSError):
        connection.close()


def _written(registration: Registration, letter: Letter) -> EmailMessage:
    event = registration.event
    confirmed = registration.place == Place.CONFIRMED
    context = {
        "letter": letter,
        "registration": registration,
        "event": event,
        "when": showing.span(event.starts_at, event.ends_at),
        "confirmed": confirmed,
        "coming": _coming(registration),
        "waiting": registration.place == Place.WAITING,
        "url": settings.WAGTAILADMIN_BASE_URL + tokens.own_url(registration),
        "feedback_url": settings.WAGTAILADMIN_BASE_URL + tokens.feedback_url(registration)
        if letter is FEEDBACK
        else "",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    subject = str(letter.subject) % {"title": event.title}
    text = render_to_string("home/training/mail.txt", context)
    mail = EmailMessage(subject, text, to=[registration.email])
    if confirmed and letter in (RECEIVED, MOVED_UP, CHANGED):
        mail.attach("event.ics", ical.of_registration(registration), "text/calendar; method=PUBLISH")
    return mail
