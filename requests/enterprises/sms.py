"""Short messages through an interface of one method, so that any operator's gateway can be put in.

``settings.SMS_BACKEND`` names one of those below or a class of yours by its path; docs/settings.md. A number
is never logged, and what a message says only where somebody chose the console.
"""

import sys
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from onestop.site import secrecy
from onestop.site.contacts import clean_phone, is_mobile

LONGEST = 500


class NotSent(Exception):
    """The message could not be handed over; the text says why, without the number."""


@dataclass(frozen=True, slots=True)
class Message:
    """What was handed over."""

    phone: str
    text: str


class Backend(Protocol):
    """A way to send."""

    def send(self, message: Message) -> None:
        """Hand ``message`` over.

        Raises:
            NotSent: It was not taken.
        """


outbox: list[Message] = []
"""What ``Memory`` was given: for tests."""


class Memory:
    """Keeps messages in ``outbox``."""

    def send(self, message: Message) -> None:
        """Keep it."""
        outbox.append(message)


class Console:
    """Prints messages with a masked number: for the demo, where nobody has a gateway."""

    def send(self, message: Message) -> None:
        """Print it."""
        sys.stdout.write(f"SMS {secrecy.mask_contact(message.phone)}: {message.text}\n")
        sys.stdout.flush()


class Mail:
    """Hands messages to a gateway that takes e-mail, at ``SMS_MAIL_TO``; the number is the subject."""

    def send(self, message: Message) -> None:
        """Mail it."""
        if not settings.SMS_MAIL_TO:
            raise NotSent("SMS_MAIL_TO is empty")
        try:
            EmailMessage(message.phone, message.text, to=[settings.SMS_MAIL_TO]).send()
        except OSError as error:  # SMTPException is one
            raise NotSent(type(error).__name__) from error


class Off:
    """Sends nothing, and says so."""

    def send(self, message: Message) -> None:  # noqa: ARG002 - the interface's
        """Refuse."""
        raise NotSent("no gateway is configured")


BACKENDS: dict[str, type[Backend]] = {"locmem": Memory, "console": Console, "mail": Mail, "off": Off}


def backend() -> Backend:
    """Return the backend that the settings name."""
    name = settings.SMS_BACKEND
    if name in BACKENDS:
        return BACKENDS[name]()
    try:
        found: Backend = import_string(name)()
    except ImportError as error:
        raise ImproperlyConfigured(f"SMS_BACKEND names {name!r}: {', '.join(BACKENDS)} or a class") from error
    return found


def can_send() -> bool:
    """Tell whether there is a gateway at all; without one nobody is asked for a code by SMS."""
    return settings.SMS_BACKEND != "off"


def reaches(phone: str) -> bool:
    """Tell whether a message can be sent to ``phone``: there is a gateway, and it is no landline."""
    return can_send() and is_mobile(phone)


def send(phone: str, text: str) -> None:
    """Send ``text`` to ``phone``. Call it when the transaction has been committed.

    Raises:
        NotSent: The gateway did not take it.
        ValidationError: ``phone`` is no telephone number.
    """
    backend().send(Message(clean_phone(phone), text[:LONGEST]))
