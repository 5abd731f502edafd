"""Forms of django-allauth in our words."""

from typing import Any

from allauth.account import forms as allauth_forms

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from onestop.site.contacts import clean_phone


class Labelled(forms.Form):
    """Labels instead of words inside the fields, which go when one types; no link away from the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"password", "oldpassword"}:
                field.help_text = ""


class LoginForm(Labelled, allauth_forms.LoginForm):
    """Signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Telephone, e-mail or user name")
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def clean_login(self) -> str:
        """Return a telephone number by its digits, anything else as it was typed."""
        login: str = super().clean_login()
        try:
            return clean_phone(login) or login
        except ValidationError:
            return login


class ReauthenticateForm(Labelled, allauth_forms.ReauthenticateForm):
    """The password once more, before something important."""


class ChangePasswordForm(Labelled, allauth_forms.ChangePasswordForm):
    """Another password for who knows the old one."""


class ResetPasswordForm(Labelled, allauth_forms.ResetPasswordForm):
    """The e-mail address of an account whose password was forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")


class ResetPasswordKeyForm(Labelled, allauth_forms.ResetPasswordKeyForm):
    """Another password for who has the link of the mail."""
