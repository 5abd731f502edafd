"""The signed link of a case: what somebody without an account holds; the receipt's QR code is the same.

It names the case by its key, and a signature proves that we made it; it tells nothing about the case.
Every case has its own salt, so a signature fits one case only.
"""

from django.core import signing
from django.urls import reverse

from onestop.requests.workflow.models import ServiceRequest
from onestop.site.digits import number_of

SALT = "requests.case"
SEPARATOR = "."


def make(case: ServiceRequest) -> str:
    """Return the token of ``case``."""
    return _signer(case).sign(str(case.pk))


def find(token: str) -> ServiceRequest | None:
    """Return the case that ``token`` opens; ``None`` for anything that we did not sign, and for a draft."""
    key = number_of(token.partition(SEPARATOR)[0])
    case = ServiceRequest.objects.filed().filter(pk=key).first()
    if case is None:
        return None
    try:
        _signer(case).unsign(token)
    except signing.BadSignature:
        return None
    return case


def case_url(case: ServiceRequest) -> str:
    """Return the path of the page of ``case`` for whoever holds its link."""
    return reverse("requests_case", args=[make(case)])


def _signer(case: ServiceRequest) -> signing.Signer:
    return signing.Signer(salt=f"{SALT}.{case.submission}", sep=SEPARATOR)
