"""Forms of django-allauth in our words."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from onestop.site.contacts import clean_phone


class LoginForm(AllauthLoginForm):
    """Signing in, with labels instead of words inside the fields that go when one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Telephone, e-mail or user name")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        """Return a telephone number by its digits, anything else as it was typed."""
        login: str = super().clean_login()
        try:
            return clean_phone(login) or login
        except ValidationError:
            return login
