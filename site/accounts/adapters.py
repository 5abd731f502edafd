"""How accounts behave here, for django-allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from onestop.site import contacts, hooks


class PhoneField(forms.CharField):
    """A telephone number as people here write it; allauth's own wants a country code."""

    def clean(self, value: Any) -> str:
        """Return the digits.

        Raises:
            ValidationError: It is no telephone number.
        """
        number = contacts.clean_phone(super().clean(value))
        if not number:
            raise ValidationError(_("This is no telephone number."), code="phone")
        return number


class AccountAdapter(DefaultAccountAdapter):
    """Staff accounts are made by an administrator; how enterprises come to one, an app above says (hooks)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Lead to the sign-up of the app that offers one; allauth's own stays closed."""
        for link in hooks.collect(hooks.SIGN_UP, request):
            raise ImmediateHttpResponse(redirect(link.url))
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to the admin, members of an enterprise to their room, everybody else home."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return resolve_url("wagtailadmin_home")
        for url in hooks.collect(hooks.ACCOUNT_HOME, request.user):
            return str(url)
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name no authenticator app to who has none: with a passkey alone, the codes are recovery codes."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not is_mfa_enabled(user, types=[Authenticator.Type.TOTP]):
            for method in methods:
                if method["id"] == "mfa_reauthenticate":
                    method["description"] = _("Use a recovery code")
        return methods

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that names the platform; allauth's name the host."""
        super().send_mail(template_prefix, email, {**context, "platform": settings.WAGTAIL_SITE_NAME})

    def format_email_subject(self, subject: str) -> str:
        """Return a subject that begins with the platform's name."""
        return f"【{settings.WAGTAIL_SITE_NAME}】{subject}"

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """Return a field for a number without country code."""
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> Any:
        """Return the account that signs in with a telephone number."""
        return next(iter(hooks.collect(hooks.ACCOUNT_BY_PHONE, phone)), None)

    def get_phone(self, user: Any) -> None:  # noqa: ARG002 - allauth's own
        """Return that allauth knows no number: an app above proves and keeps it."""
        return
