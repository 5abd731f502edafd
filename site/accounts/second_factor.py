"""The second factor: an authenticator app or a passkey, asked of staff (GB/T 22239-2019, 身份鉴别)."""

import io
from typing import Any

import segno
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from onestop.site import secrecy
from onestop.site.accounts import devices
from onestop.site.accounts.gates import Gate

PROVES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps secrets sealed, names the site instead of its host, draws the QR code with segno."""

    def get_totp_issuer(self) -> str:
        """Return what the authenticator app calls us."""
        return str(settings.WAGTAIL_SITE_NAME)

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        """Return the user name: neither e-mail nor telephone goes into the app."""
        return str(user.get_username())

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code of an ``otpauth:`` address as SVG."""
        buffer = io.BytesIO()
        segno.make(url, error="m").save(buffer, kind="svg", scale=4, border=4, light="#fff")
        return buffer.getvalue().decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        """Return what a new key is called until its person says otherwise: browser and system."""
        device = devices.device_words(context.request.headers.get("User-Agent", ""))
        same = [each.wrap().name for each in Authenticator.objects.filter(user_id=user.pk, type=type)]
        names = (device, *(f"{device} {number}" for number in range(2, len(same) + 2)))
        return next(name for name in names if name not in same)

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is kept."""
        return secrecy.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a kept secret."""
        return secrecy.unseal(encrypted_text)


def is_staff_account(user: Any) -> bool:
    """Tell whether an account gets into the admin."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def lacks_second_factor(_request: HttpRequest, user: Any) -> bool:
    """Tell whether ``user`` is staff and has none, where the settings ask for one."""
    if not settings.STAFF_SECOND_FACTOR or not is_staff_account(user):
        return False
    return not Authenticator.objects.filter(user=user, type__in=PROVES).exists()


GATE = Gate("second_factor", lacks_second_factor, "account_second_factor")
