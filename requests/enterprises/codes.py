"""One-time codes: that somebody holds a telephone or an e-mail address (spec/law 4.2, 身份鉴别).

Neither number nor code can be read from the database. Limits are counted there, so that several workers and
machines count together: one code a minute and ``A_DAY`` a day for a number, ``TRIES`` tries a code,
``WRONG_A_DAY`` wrong ones a day, ``SMS_HOURLY_LIMIT`` messages an hour for all (nobody runs up our bill).
"""

import datetime as dt
import hmac
import logging
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.enterprises import sms
from onestop.requests.enterprises.models import PhoneCode
from onestop.site import secrecy
from onestop.site.contacts import clean_email, clean_phone

logger = logging.getLogger(__name__)

DIGITS = 6
LIVES = dt.timedelta(minutes=10)
PAUSE_SECONDS = 60
AN_HOUR = 5
A_DAY = 10
TRIES = 5
WRONG_A_DAY = 15
KEPT = dt.timedelta(days=2)


class CodeRefused(ValidationError):
    """No code is sent, or it does not fit; the message is for the person. ``code`` says which case."""


def clean_contact(text: str) -> str:
    """Return a telephone number or an e-mail address in one form.

    Raises:
        ValidationError: It is neither.
    """
    return clean_email(text) if "@" in text or "＠" in text else clean_phone(text)


def send_code(contact: str, purpose: str) -> None:
    """Send a new code for ``purpose`` to a telephone or e-mail address; an earlier one is worth nothing then.

    Args:
        contact: Where to; in any spelling.
        purpose: What for, at most 20 letters: a code for one thing opens no other.

    Raises:
        CodeRefused: Too many were sent, or the gateway does not answer; nothing was sent.
        ValidationError: ``contact`` is no telephone number and no e-mail address.
    """
    contact = clean_contact(contact)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    row = _note(contact, purpose, code)
    text = _("%(code)s is your code for %(site)s, valid for %(minutes)s minutes. Give it to nobody.") % {
        "code": code,
        "site": settings.WAGTAIL_SITE_NAME,
        "minutes": int(LIVES.total_seconds() // 60),
    }
    try:
        if "@" in contact:
            send_mail(_("Your code"), text, None, [contact])
        else:
            sms.send(contact, text)
    except (sms.NotSent, OSError) as error:
        logger.warning("a code could not be sent: %s", type(error).__name__)
        row.delete()  # what was not sent counts for nothing
        message = _("We cannot send codes just now. Please call us, or come to a window.")
        raise CodeRefused(message, code="not_sent") from error


def check_code(contact: str, purpose: str, code: str) -> bool:
    """Use up the code that was sent to ``contact`` for ``purpose``; return ``True``.

    A wrong try is counted at once, so this runs in a transaction of its own: do not call it inside one.

    Raises:
        CodeRefused: It is wrong, too old, used, or was tried too often; the message says which.
    """
    mark = secrecy.fingerprint(clean_contact(contact))
    typed = "".join(sign for sign in code if sign.isdigit())
    problem = _try(mark, purpose, typed)
    if problem:
        raise CodeRefused(_words(problem), code=problem)
    return True


@transaction.atomic(durable=True)
def _try(mark: str, purpose: str, typed: str) -> str:
    """Return what is the matter with a code, or use it up; whatever comes out is committed."""
    now = timezone.now()
    rows = PhoneCode.objects.filter(phone_print=mark, purpose=purpose)
    row = rows.select_for_update().order_by("-created_at", "-pk").first()
    if row is None or row.used_at or row.expires_at <= now:
        return "expired"
    wrong = rows.filter(created_at__gt=now - dt.timedelta(days=1)).aggregate(n=Sum("tries"))["n"] or 0
    if row.tries >= TRIES or wrong >= WRONG_A_DAY:
        return "tries"
    if not hmac.compare_digest(row.code_hash, _hash(mark, purpose, typed)):
        PhoneCode.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
        return "wrong" if row.tries + 1 < TRIES else "tries"
    row.used_at = now
    row.save(update_fields=["used_at"])
    return ""


def _note(contact: str, purpose: str, code: str) -> PhoneCode:
    """Write down that a code is sent, if one may be.

    Raises:
        CodeRefused: Too many were.
    """
    now = timezone.now()
    mark = secrecy.fingerprint(contact)
    PhoneCode.objects.filter(created_at__lt=now - KEPT).delete()
    sent = PhoneCode.objects.filter(phone_print=mark)
    if sent.filter(created_at__gt=now - dt.timedelta(seconds=PAUSE_SECONDS)).exists():
        raise CodeRefused(_words("pause"), code="pause")
    last_hour = now - dt.timedelta(hours=1)
    too_many = (
        sent.filter(created_at__gt=last_hour).count() >= AN_HOUR
        or sent.filter(created_at__gt=now - dt.timedelta(days=1)).count() >= A_DAY
        or PhoneCode.objects.filter(created_at__gt=last_hour).count() >= settings.SMS_HOURLY_LIMIT
    )
    if too_many:
        raise CodeRefused(_words("many"), code="many")
    try:
        with transaction.atomic():
            return PhoneCode.objects.create(
                phone_print=mark,
                slot=int(now.timestamp()) // PAUSE_SECONDS,
                purpose=purpose,
                code_hash=_hash(mark, purpose, code),
                created_at=now,
                expires_at=now + LIVES,
            )
    except IntegrityError as error:  # pressed twice
        raise CodeRefused(_words("pause"), code="pause") from error


def _hash(mark: str, purpose: str, code: str) -> str:
    return secrecy.fingerprint(f"code:{purpose}:{mark}:{code}")


def _words(problem: str) -> str:
    return {
        "pause": _("A code was sent a moment ago. Please wait a minute before you ask for another."),
        "many": _("Too many codes were asked for. Please try again tomorrow, or call us."),
        "expired": _("This code is not valid any more. Please ask for a new one."),
        "wrong": _("The code is wrong. Please compare it with the newest message."),
        "tries": _("The code was wrong too often. Please ask for a new one, or try again tomorrow."),
    }[problem]
