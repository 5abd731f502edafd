"""Forms of django-allauth in our words."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm

from django.utils.translation import gettext_lazy as _


class LoginForm(AllauthLoginForm):
    """Signing in, with labels instead of words inside the fields that go when one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Telephone, e-mail or user name")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
