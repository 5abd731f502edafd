"""The ways by which a notice goes out. Each raises ``NotSent`` with a word why, never with an address."""

import json
import smtplib
import urllib.request
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError

from onestop.requests.enterprises import mail, sms
from onestop.requests.following.models import Notification
from onestop.requests.following.models.notices import Channel, To
from onestop.requests.following.notices.words import Words
from onestop.requests.workflow.models import ServiceRequest

SECONDS = 5
TAKEN = 0
"""``errcode`` of WeCom for a message that was taken."""


class NotSent(Exception):
    """It did not go out this time."""


class NoAddress(Exception):
    """There is nowhere to send it to, and there will not be."""


def send(notice: Notification, words: Words) -> None:
    """Send ``words``.

    Raises:
        NotSent: It may go better later.
        NoAddress: It will not.
    """
    WAYS[Channel(notice.channel)](notice, words)


def _in_site(notice: Notification, words: Words) -> None:
    """Nothing to do: the row is what is read."""


def _email(notice: Notification, words: Words) -> None:
    address = _address(notice)
    if not address:
        raise NoAddress
    try:
        mail.send(address, words.subject, words.text)
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(type(error).__name__) from error


def _address(notice: Notification) -> str:
    """Return the e-mail address; it is looked up only now and kept nowhere."""
    if notice.user is not None:
        return str(notice.user.email)
    if notice.to == To.ENTERPRISE:
        return notice.case.email
    return str(getattr(notice.office, "email", "") or "")


def _sms(notice: Notification, words: Words) -> None:
    phone = _phone(notice.case) if notice.user is None and notice.to == To.ENTERPRISE else ""
    if not sms.reaches(phone):
        raise NoAddress
    try:
        sms.send(phone, words.text)
    except sms.NotSent as error:
        raise NotSent(str(error)) from error
    except ValidationError as error:
        raise NoAddress from error


def _phone(case: ServiceRequest) -> str:
    return case.phone


def _wecom(_notice: Notification, words: Words) -> None:
    """Post to the staff's group: ``WECOM_WEBHOOK_URL`` is the address of its robot."""
    if not settings.WECOM_WEBHOOK_URL.startswith(("https://", "http://")):
        raise NoAddress
    body = json.dumps({"msgtype": "text", "text": {"content": words.text}}, ensure_ascii=False).encode()
    asked = urllib.request.Request(  # noqa: S310 - the operator's own setting, looked at above
        settings.WECOM_WEBHOOK_URL, body, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310 - as above
            said = json.loads(answer.read(10_000))
    except (OSError, ValueError) as error:
        raise NotSent(type(error).__name__) from error
    if said.get("errcode") != TAKEN:
        raise NotSent("refused")


WAYS: dict[Channel, Callable[[Notification, Words], None]] = {
    Channel.IN_SITE: _in_site,
    Channel.EMAIL: _email,
    Channel.SMS: _sms,
    Channel.WECOM: _wecom,
}
