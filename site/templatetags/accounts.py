"""``{% load accounts %}``: what apps above say about coming to an account."""

from django import template
from django.conf import settings
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe

from onestop.site import hooks
from onestop.site.accounts import devices
from onestop.site.look.parts import Link

register = template.Library()


@register.simple_tag(takes_context=True)
def sign_up(context: template.Context) -> Link | None:
    """Return where somebody comes to an account: ``{% sign_up as link %}``."""
    return next(hooks.collect(hooks.SIGN_UP, context["request"]), None)


@register.simple_tag
def forgotten() -> str:
    """Return where a forgotten password is replaced, allauth's own page unless an app has another."""
    return str(next(hooks.collect(hooks.FORGOTTEN_PASSWORD), ""))


@register.simple_tag
def session_limits() -> dict[str, int]:
    """Return after how many minutes, and in more than how many places, a session ends."""
    return {"minutes": settings.SESSION_COOKIE_AGE // 60, "places": settings.ACCOUNT_SESSIONS}


@register.filter
def device_words(user_agent: str) -> str:
    """Return what somebody calls the device: ``{{ session.user_agent|device_words }}``."""
    return devices.device_words(user_agent)


@register.filter
def in_fours(secret: str) -> str:
    """Return a secret in groups of four, as people read and type it: ``{{ form.secret|in_fours }}``."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


@register.simple_tag
def ask_for_key(button: str, credential: str, data: str) -> SafeString:
    """Return what allauth's script reads: which button asks for a passkey, and where the answer goes.

    Args:
        button: Id of the button.
        credential: Id of the hidden field.
        data: Id of the element with what the server asks of the device.
    """
    ids = json_script({"ids": {"authenticate": button, "credential": credential, "data": data}})
    start = '<script data-allauth-onload="allauth.webauthn.forms.authenticateForm" '
    return mark_safe(ids.replace("<script ", start, 1))  # noqa: S308 - json_script has escaped it
