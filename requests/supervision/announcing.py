"""Who hears of a complaint: the head of the centre, the authority, and whoever filed it (clause 5.6).

It leaves no trace in the request it is about, so the notices of requests do not serve here. What is sent
names the number, a day and a link, and goes out after the commit; a mail server that fails stops nothing, for
the complaint stands on the desks as well.
"""

import logging
import smtplib

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.enterprises import mail, sms
from onestop.requests.supervision.models import Complaint
from onestop.site import roles

logger = logging.getLogger(__name__)
MOST = 20
HEARS = (roles.CENTRE_HEAD, roles.SUPERVISOR)


def came_in(complaint: Complaint, url: str) -> None:
    """Tell head and authority of a new complaint, and acknowledge it by SMS with its day.

    Args:
        complaint: Which.
        url: The page of whoever filed it.
    """
    link = settings.WAGTAILADMIN_BASE_URL + reverse("requests_complaint_desk", args=[complaint.pk])
    values = {
        "number": complaint.number,
        "day": complaint.accept_due_on.isoformat(),
        "received": f"{timezone.localtime(complaint.received_at):%Y-%m-%d %H:%M}",
    }
    subject = _("New complaint: %(number)s") % values
    text = _("A complaint has come in: %(number)s. To be taken up until %(day)s: %(link)s")
    people = get_user_model().objects.filter(groups__name__in=HEARS, is_active=True).exclude(email="")
    addresses = list(people.distinct().values_list("email", flat=True)[:MOST])
    words = text % {**values, "link": link}
    transaction.on_commit(lambda: _mail(subject, words, addresses), robust=True)
    said = _(
        "Complaint %(number)s received on %(received)s. By %(day)s we say whether we take it up: %(link)s"
    )
    _answer(complaint, said % {**values, "link": settings.WAGTAILADMIN_BASE_URL + url})


def taken_up(complaint: Complaint, url: str) -> None:
    """Tell whoever filed it that somebody has taken it up, and until when there is an answer."""
    said = _("Your complaint %(number)s has been taken up. You have an answer by %(day)s: %(link)s")
    values = {"number": complaint.number, "day": complaint.answer_due_on.isoformat()}
    _answer(complaint, said % {**values, "link": settings.WAGTAILADMIN_BASE_URL + url})


def _answer(complaint: Complaint, text: str) -> None:
    if sms.reaches(complaint.phone):
        transaction.on_commit(lambda: _short(complaint.phone, text), robust=True)


def _short(phone: str, text: str) -> None:
    try:
        sms.send(phone, text)
    except (sms.NotSent, ValidationError):
        logger.warning("an SMS about a complaint could not be sent")


def _mail(subject: str, text: str, addresses: list[str]) -> None:
    for address in addresses:
        try:
            mail.send(address, subject, text)
        except (smtplib.SMTPException, OSError):
            logger.warning("a mail about a complaint could not be sent")
