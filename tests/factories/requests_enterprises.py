"""Codes that were sent, people who come to an account, consents."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core import mail
from django.test import Client

from onestop.catalogue.organisations.credit_code import check_character
from onestop.requests.enterprises import codes, sms
from onestop.requests.enterprises.models import PhoneCode
from onestop.site.throttling import caches
from onestop.tests.factories import network

PASSWORD = "a-password-of-the-tests"
PHONE = "19900000011"


def credit_code(number: int = 1) -> str:
    """Return a right code that no enterprise has."""
    body = f"91650502{number:09d}"
    return body + check_character(body)


@contextmanager
def fresh_outbox() -> Iterator[list[sms.Message]]:
    """Begin with nothing sent, and no press counted."""
    sms.outbox.clear()
    caches["memory"].clear()
    yield sms.outbox
    sms.outbox.clear()


def sent_code() -> str:
    """Return the code of the newest message."""
    text = sms.outbox[-1].text if sms.outbox else mail.outbox[-1].body
    found = re.search(r"\d{6}", str(text))
    assert found
    return found[0]


def later() -> None:
    """Have every code been sent a while ago, so that another may be."""
    for row in PhoneCode.objects.order_by("slot"):
        row.created_at -= codes.dt.timedelta(minutes=2)
        row.slot -= 2
        row.save()


def joined(client: Client, contact: str = PHONE, number: int = 1, **typed: Any) -> Any:
    """Go through signing up in a browser's stead; return the last answer."""
    region = network.region()
    sms.outbox.clear()
    client.post("/accounts/enterprise/", {"contact": contact, "agree": "on"})
    client.post("/accounts/enterprise/code/", {"code": sent_code()})
    fields = {
        "enterprise_name": "示例新企业有限公司",
        "credit_code": credit_code(number),
        "region": region.pk,
        "name": "王示例",
        "password": "gua-gan-2026",
        "again": "gua-gan-2026",
    }
    return client.post("/accounts/enterprise/last/", fields | typed)
