"""What a visitor's session holds: the draft, what was just sent, a telephone that was verified.

A draft is found again for a day, also after the browser was closed; a receipt for two hours and a verified
telephone for half an hour, for several people share the computer of a window.
"""

import datetime as dt
import time
from typing import Any

from django.http import HttpRequest

from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest

DRAFT, SENT, PHONE, TRACKED = ("filing.draft", "filing.sent", "filing.phone", "filing.tracked")
DRAFT_LIVES = dt.timedelta(days=1)
RECEIPT_LIVES = dt.timedelta(hours=2)
PHONE_LIVES = dt.timedelta(minutes=30)
TRACKED_LIVES = dt.timedelta(minutes=15)
MOST = 20


def draft_of(request: HttpRequest) -> ServiceRequest | None:
    """Return the draft that is under way: the session's, else the newest that the account left."""
    drafts = ServiceRequest.objects.filter(status=Status.DRAFT).select_related("item", "office", "region")
    pk = request.session.get(DRAFT)
    found = drafts.filter(pk=pk).first() if pk else None
    if found is None and request.user.is_authenticated:
        found = drafts.filter(filed_by=request.user, channel="column").order_by("-updated_at").first()
    return found


def keep_draft(request: HttpRequest, case: ServiceRequest) -> None:
    """Remember the draft for this browser; an account keeps the limits of its session."""
    request.session[DRAFT] = case.pk
    if not request.user.is_authenticated:
        request.session.set_expiry(DRAFT_LIVES)


def let_go(request: HttpRequest) -> None:
    """Forget the draft."""
    request.session.pop(DRAFT, None)


def keep_sent(request: HttpRequest, case: ServiceRequest) -> None:
    """Remember that this browser sent ``case``; it stops being the draft."""
    let_go(request)
    sent = {**_living(request, SENT, RECEIPT_LIVES), str(case.pk): time.time()}
    request.session[SENT] = dict(list(sent.items())[-MOST:])


def settle(request: HttpRequest) -> None:
    """Count the draft of the session as sent if it was: the answer may have been lost on its way."""
    filed = ServiceRequest.objects.filed().filter(pk=request.session.get(DRAFT) or 0).first()
    if filed is not None:
        keep_sent(request, filed)


def sent_by(request: HttpRequest) -> list[int]:
    """Return the keys of what this browser sent of late."""
    return [int(pk) for pk in _living(request, SENT, RECEIPT_LIVES)]


def keep_phone(request: HttpRequest, phone_print: str) -> None:
    """Remember that whoever sits here holds a telephone."""
    request.session[PHONE] = {phone_print: time.time()}


def verified_phone(request: HttpRequest) -> str:
    """Return the fingerprint of the telephone that was verified of late; empty without one."""
    return next(iter(_living(request, PHONE, PHONE_LIVES)), "")


def keep_tracked(request: HttpRequest, case: ServiceRequest) -> None:
    """Remember that number and tail of the telephone of ``case`` were right."""
    request.session[TRACKED] = {str(case.pk): time.time()}


def tracked(request: HttpRequest) -> ServiceRequest | None:
    """Return the case whose number and tail were right a moment ago."""
    pk = next(iter(_living(request, TRACKED, TRACKED_LIVES)), None)
    return ServiceRequest.objects.filed().filter(pk=pk).first() if pk else None


def _living(request: HttpRequest, name: str, lives: dt.timedelta) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(name) or {}
    return {key: at for key, at in kept.items() if time.time() - at < lives.total_seconds()}
