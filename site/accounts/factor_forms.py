"""Forms of the second factor in our words; django-allauth's have labels of a machine, some in English."""

import unicodedata
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 40
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code"}


def tidy_code(code: str) -> str:
    """Return a code without the gaps in which apps show it, in the narrow digits of a keyboard here."""
    return "".join(unicodedata.normalize("NFKC", code).split())


class AuthenticateForm(AllauthAuthenticateForm):
    """The code at sign-in, and what the account has to answer with.

    Attributes:
        has_app: There is an authenticator app.
        has_key: There is a passkey.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = set(Authenticator.objects.filter(user=self.user).values_list("type", flat=True))
        self.has_app = Authenticator.Type.TOTP in kinds
        self.has_key = Authenticator.Type.WEBAUTHN in kinds
        code = self.fields["code"]
        code.label = _("Six digits of the app, or a recovery code") if self.has_app else _("A recovery code")
        code.widget.attrs = dict(CODE)

    def clean_code(self) -> str:
        """Return the code if it is right, however it was typed."""
        self.cleaned_data["code"] = tidy_code(self.cleaned_data["code"])
        return str(super().clean_code())


class ReauthenticateForm(AuthenticateForm, AllauthReauthenticateForm):
    """The same, asked again before something important."""


class ActivateForm(AllauthActivateForm):
    """The first code of an app that has just been set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs = dict(CODE)

    def clean_code(self) -> str:
        """Return the code if it is right, however it was typed."""
        self.cleaned_data["code"] = tidy_code(self.cleaned_data["code"])
        return str(super().clean_code())


class AddKeyForm(AddWebAuthnForm):
    """A new passkey. It signs in by itself unless its person wants otherwise: so its button says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, credential = self.fields["name"], self.fields["credential"]
        name.label, name.max_length = _("Name of the device"), LONGEST_NAME
        name.widget.attrs["maxlength"] = LONGEST_NAME
        name.help_text = _("By it you tell your passkeys apart later, for example: computer in the office.")
        credential.label = _("Passkey")
        credential.error_messages["required"] = _(
            "The device gave no passkey. Press the button and do what the device asks for."
        )
        self.fields["passwordless"].initial = True


class EditKeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = _("Name of the device")
        name.widget.attrs["maxlength"] = LONGEST_NAME
