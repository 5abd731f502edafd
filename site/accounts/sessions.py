"""How many sessions an account may have, and what follows when one begins."""

from typing import Any

from allauth.usersessions.models import UserSession

from django.conf import settings
from django.http import HttpRequest

from onestop.site.accounts import gates


def begun(request: HttpRequest, user: Any, **_signal: Any) -> None:
    """Note what must be done first, and end the oldest sessions beyond the limit (``user_logged_in``)."""
    gates.note(request, user)
    others = UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key)
    for session in others.order_by("-last_seen_at", "-pk")[max(settings.ACCOUNT_SESSIONS - 1, 0) :]:
        session.end()


def second_factor_removed(request: HttpRequest, user: Any, **_signal: Any) -> None:
    """Ask staff for a second factor again who have just removed their last (``authenticator_removed``)."""
    from onestop.site.accounts.second_factor import GATE  # noqa: PLC0415 - models are ready by now

    if GATE.needed(request, user):
        gates.put_back(request, GATE.name)
