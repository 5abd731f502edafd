"""Signed links: what a participant holds instead of an account.

Each purpose has its own salt, so that the code that is shown at the door opens nothing else. A token holds
the registration's number and nothing about the person.
"""

from django.core import signing
from django.urls import reverse

from onestop.home.training.models import Registration

OWN = "training.own"
CHECK_IN = "training.check-in"
FEEDBACK = "training.feedback"


def make(registration: Registration, purpose: str) -> str:
    """Return the token of ``registration`` for ``purpose``."""
    return _signer(purpose).sign(registration.number)


def find(token: str, purpose: str) -> Registration | None:
    """Return the registration that ``token`` opens for ``purpose``; ``None`` if it was not signed for it."""
    try:
        number = _signer(purpose).unsign(token)
    except signing.BadSignature:
        return None
    found = Registration.objects.select_related("event").filter(number=number, purged_at__isnull=True)
    return found.first()


def own_url(registration: Registration) -> str:
    """Return the path of a participant's own page."""
    return reverse("training_own", args=[make(registration, OWN)])


def check_in_url(registration: Registration) -> str:
    """Return the path that the code at the door leads to."""
    return reverse("training_check_in", args=[make(registration, CHECK_IN)])


def feedback_url(registration: Registration) -> str:
    """Return the path of the feedback form."""
    return reverse("training_feedback", args=[make(registration, FEEDBACK)])


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=purpose, sep=".")
