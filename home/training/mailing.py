"""E-mails to participants who gave an address. Sent after the commit; a mail that fails harms nothing."""

import logging
import smtplib
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
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
    registration = Registration.objects.select_related("event").filter(pk=pk).first()
    if registration is None or not (address := registration.email):
        return False
    event = registration.event
    confirmed = registration.place == Place.CONFIRMED
    context = {
        "letter": letter,
        "registration": registration,
        "event": event,
        "when": showing.span(event.starts_at, event.ends_at),
        "confirmed": confirmed,
        "waiting": registration.place == Place.WAITING,
        "url": settings.WAGTAILADMIN_BASE_URL + tokens.own_url(registration),
        "feedback_url": settings.WAGTAILADMIN_BASE_URL + tokens.feedback_url(registration)
        if letter is FEEDBACK
        else "",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    subject = str(letter.subject) % {"title": event.title}
    mail = EmailMessage(subject, render_to_string("home/training/mail.txt", context), to=[address])
    if confirmed and letter in (RECEIVED, MOVED_UP, CHANGED):
        mail.attach("event.ics", ical.of_registration(registration), "text/calendar; method=PUBLISH")
    try:
        return mail.send() > 0
    except (smtplib.SMTPException, OSError):
        # The address is personal data and stays out of the log.
        logger.warning("mail about registration %s could not be sent", registration.pk)
        return False
