"""A plain mail of the platform, signed with its name."""

from django.conf import settings
from django.core.mail import EmailMessage


def send(address: str, subject: str, text: str) -> None:
    """Send ``text`` to one address. Call it when the transaction has been committed.

    Raises:
        smtplib.SMTPException, OSError: It could not be sent.
    """
    EmailMessage(subject, f"{text}\n\n{settings.WAGTAIL_SITE_NAME}\n", to=[address]).send()
