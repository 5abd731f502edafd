"""Number and tail of the telephone open a short look at a case; guessing is stopped (clause 4.3.2.1).

Five wrong tries of one client, or twenty for one number by whomever, block for a while. The answer is the
same whether the number exists, the tail is wrong, or the case is not to be followed this way.
"""

import datetime as dt
import hmac

from ninja.throttling import BaseThrottle

from django.http import HttpRequest

from onestop.requests.filing.models import WrongTry
from onestop.requests.workflow import numbering
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import secrecy

TAIL = 4
CLIENT_TRIES, CLIENT_SPAN = 5, dt.timedelta(hours=1)
NUMBER_TRIES, NUMBER_SPAN = 20, dt.timedelta(days=1)


class _Client(BaseThrottle):
    """Knows the address of a client behind our own proxies."""

    def allow_request(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the base's
        """Allow everything: it is asked for the address only."""
        return True


def client_print(request: HttpRequest) -> str:
    """Return the fingerprint of the client's address, from which the address cannot be read."""
    return secrecy.fingerprint(f"client:{_Client().get_ident(request)}")


def is_blocked(request: HttpRequest, number: str = "") -> bool:
    """Tell whether this client, or the number, was tried wrongly too often."""
    tries = WrongTry.objects.since(CLIENT_SPAN).filter(client_print=client_print(request))
    if tries.count() >= CLIENT_TRIES:
        return True
    if not number:
        return False
    of_number = WrongTry.objects.since(NUMBER_SPAN).filter(number_print=number_print(number))
    return of_number.count() >= NUMBER_TRIES


def number_print(number: str) -> str:
    """Return the fingerprint of what was typed as a number."""
    return secrecy.fingerprint(f"number:{number}")


def look_up(request: HttpRequest, typed: str, tail: str) -> ServiceRequest | None:
    """Return the case whose number and tail of the telephone were given; a wrong try is noted.

    Args:
        request: Whose client is counted.
        typed: The number in any spelling.
        tail: The last digits of the telephone.
    """
    number = numbering.read(typed) or ""
    case = ServiceRequest.objects.filed().select_related("office").filter(number=number).first()
    phone = case.phone if case else ""
    right = hmac.compare_digest((phone[-TAIL:] or "none").encode(), tail.encode())
    if case is None or not right:
        WrongTry.objects.create(number_print=number_print(number), client_print=client_print(request))
        return None
    return case
