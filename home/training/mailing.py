"""E-mails to participants who gave an address.

What is to be told is written down with what it is about (``owe``) and goes out after the commit, by the
worker where there is one: no editor waits for thousands of mails. What fails is tried again by
``manage.py send_training_mail``; nothing else is harmed by it.
"""

import contextlib
import datetime as dt
import logging
import smtplib
from collections.abc import Collection
from typing import Any, NamedTuple

from django_tasks import task

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onestop.home.training import ical, showing, tokens
from onestop.home.training.choices import Place
from onestop.home.training.models import OwedMail, Registration

logger = logging.getLogger(__name__)

BATCH, ROWS = 100, 500
LEASE = dt.timedelta(minutes=10)
"""So long a mail belongs to the process that has begun to send it; after a crash it is another's."""
FIRST_WAIT, MOST_TRIES = dt.timedelta(minutes=5), 6


class Letter(NamedTuple):
    """One kind of mail: its name, its subject and what it says first."""

    name: str
    subject: str | Promise
    lead: str | Promise


RECEIVED = Letter("received", _("Your registration: %(title)s"), _("We have received your registration."))
AGAIN = Letter(
    "again",
    _("Your registration: %(title)s"),
    _(
        "Somebody has just registered once more with your contact. You are registered already; nothing "
        "has changed."
    ),
)
MOVED_UP = Letter(
    "moved_up",
    _("You have a place now: %(title)s"),
    _("A place has become free, and you are the next: it is yours."),
)
CHANGED = Letter(
    "changed",
    _("Time or place have changed: %(title)s"),
    _(
        "Time or place of the event are not those of our last letter. Please look whether you can come; if "
        "not, cancel by the link below."
    ),
)
CANCELLED = Letter(
    "cancelled", _("Registration cancelled: %(title)s"), _("Your registration has been cancelled.")
)
CALLED_OFF = Letter("called_off", _("Called off: %(title)s"), _("The event is called off."))
FEEDBACK = Letter(
    "feedback", _("How was it? %(title)s"), _("Thank you for coming. Tell us in a minute how it was.")
)
LETTERS = {
    letter.name: letter for letter in (RECEIVED, AGAIN, MOVED_UP, CHANGED, CANCELLED, CALLED_OFF, FEEDBACK)
}


URGENT = (MOVED_UP, CHANGED, CALLED_OFF)
"""Who has no address is told these by telephone: staff find the person as one whom no mail reached."""


def owe(pks: Collection[int], letter: Letter) -> int:
    """Note that the registrations ``pks`` are to be told ``letter``; return how many of them have an address.

    The mails go out after the commit. One that still waits is not sent twice.
    """
    with transaction.atomic(savepoint=False):
        rows = Registration.objects.filter(pk__in=pks, purged_at__isnull=True).order_by("created_at", "pk")
        now, addresses = timezone.now(), dict(rows.values_list("pk", "sealed_email"))
        mails = [
            OwedMail(registration_id=pk, letter=letter.name, not_before=now if address else None)
            for pk, address in addresses.items()
            if address or letter in URGENT
        ]
        OwedMail.objects.bulk_create(
            mails,
            batch_size=ROWS,
            update_conflicts=True,
            unique_fields=["registration", "letter"],
            update_fields=["tries", "not_before"],
        )
        if with_address := sum(1 for address in addresses.values() if address):
            _send_soon()
    return with_address


def owe_again(pks: Collection[int]) -> int:
    """Try once more what could not be sent to the registrations ``pks``; return how many mails that is."""
    with transaction.atomic():
        reachable = Registration.objects.filter(pk__in=pks).exclude(sealed_email="")
        mails = OwedMail.objects.failed().filter(registration__in=reachable)
        if count := mails.update(tries=0, not_before=timezone.now()):
            _send_soon()
    return count


def told(pks: Collection[int]) -> int:
    """Note that the registrations ``pks`` have been told by telephone; return how many had to be."""
    waiting = OwedMail.objects.failed().filter(registration__in=pks)
    count = waiting.values("registration").distinct().count()
    waiting.delete()
    return count


def _send_soon() -> None:
    """Wake the worker after the commit; should the queue be away, the timer finds what is written."""
    transaction.on_commit(send_owed.enqueue, robust=True)


@task()
def send_owed() -> None:
    """Send all that is due."""
    while send_batch():
        pass


def send_batch() -> int:
    """Try to send the oldest mails that are due; return for how many. Each is then gone, or due later."""
    due = OwedMail.objects.due().select_related("registration__event__venue")
    mails = list(due.prefetch_related("registration__event__sessions")[:BATCH])
    connection = get_connection()
    try:
        if mails:
            connection.open()  # an open one serves all of them
    except (smtplib.SMTPException, OSError):
        count = _put_off_all()
        logger.warning("%d mails about registrations could not be sent: no server answered", count)
        return 0
    for mail in mails:
        if _taken(mail):
            _send(mail, connection)
    _close(connection)
    return len(mails)


def _taken(mail: OwedMail) -> bool:
    """Take ``mail`` from whoever else finds it at the same time; tell whether it is ours."""
    seen, mail.not_before = mail.not_before, timezone.now() + LEASE
    mail.tries += 1
    ours = OwedMail.objects.filter(pk=mail.pk, not_before=seen)
    return bool(ours.update(not_before=mail.not_before, tries=mail.tries))


def _send(mail: OwedMail, connection: Any) -> None:
    # Should it be owed once more while it is under way, it has another time by now and stays.
    ours = OwedMail.objects.filter(pk=mail.pk, not_before=mail.not_before)
    letter = LETTERS[mail.letter]
    if mail.registration.email and _still_true(mail.registration, letter):
        message = _written(mail.registration, letter)
        message.connection = connection
        try:
            message.send()
        except Exception as error:  # noqa: BLE001 - one address that no mail can be written to keeps no other waiting
            # The address is personal data and stays out of the log.
            logger.warning("mail about registration %s: %s", mail.registration_id, type(error).__name__)
            ours.update(not_before=_next_try(mail.tries))
            _close(connection)
            return
    ours.delete()


def _put_off_all() -> int:
    """Count a try for all that is due; return for how many."""
    now = timezone.now()
    due = OwedMail.objects.due(now)
    return sum(
        due.order_by().filter(tries=tries).update(tries=tries + 1, not_before=_next_try(tries + 1))
        for tries in due.order_by().values_list("tries", flat=True).distinct()
    )


def _next_try(tries: int) -> dt.datetime | None:
    """Return when to try again, after 5, 10, 20 … minutes; ``None`` for not any more."""
    return timezone.now() + FIRST_WAIT * 2 ** (tries - 1) if tries < MOST_TRIES else None


def _still_true(registration: Registration, letter: Letter) -> bool:
    """Tell whether ``letter`` still says what is so; much may have happened since it was owed."""
    if registration.place == Place.CANCELLED:
        return letter is CANCELLED
    if letter in (CHANGED, MOVED_UP):
        return _coming(registration)
    return letter is not CALLED_OFF or registration.event.called_off


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
