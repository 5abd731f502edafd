"""How accounts behave here, for django-allauth."""

from allauth.account.adapter import DefaultAccountAdapter

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url


class AccountAdapter(DefaultAccountAdapter):
    """Staff accounts are made by an administrator; nobody signs up by himself yet."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's own
        """Return that sign-up is closed; what enterprises do here needs no account."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to the admin, everybody else to the home page."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return resolve_url("wagtailadmin_home")
        return resolve_url(settings.LOGIN_REDIRECT_URL)
