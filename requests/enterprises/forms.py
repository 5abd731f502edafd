"""What people of an enterprise fill in about themselves and their enterprise."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.catalogue.models import Region
from onestop.catalogue.organisations.choices import Scale
from onestop.catalogue.organisations.credit_code import tidy, validate_credit_code
from onestop.requests.enterprises import codes, companies
from onestop.requests.enterprises.models import Enterprise, MembershipRole
from onestop.site.contacts import clean_phone, refuse_identity_number

NAME_LENGTH = 40
CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "12"}


def own_regions() -> Any:
    """Return the counties that the platform serves."""
    return Region.objects.counties().order_by("code")


class ContactForm(forms.Form):
    """By what one wants to sign in, and the privacy notice."""

    contact = forms.CharField(
        label=gettext_lazy("Mobile phone or e-mail"),
        help_text=gettext_lazy("We send a code there. You sign in with it later."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    agree = forms.BooleanField(
        label=gettext_lazy("I have read the privacy notice and agree"),
        error_messages={
            "required": gettext_lazy(
                "Without your agreement we may not keep your telephone number. You can file a request at a "
                "window or by telephone as well."
            )
        },
    )

    def clean_contact(self) -> str:
        """Return it in one form."""
        contact = codes.clean_contact(self.cleaned_data["contact"])
        if "@" not in contact and not contact.startswith("1"):
            raise ValidationError(_("Codes can be sent to mobile phones only. Or write an e-mail address."))
        return contact


class ProvedContactForm(ContactForm):
    """The same for an account that has agreed before."""

    field_order = ("contact",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["agree"]


class MobileForm(forms.Form):
    """The mobile phone of an account, by which a forgotten password is replaced."""

    phone = forms.CharField(
        label=gettext_lazy("Mobile phone"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        """Return it by its digits."""
        return clean_phone(self.cleaned_data["phone"])


class CodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=gettext_lazy("Code of six digits"), max_length=12, widget=forms.TextInput(attrs=CODE)
    )


class PasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        help_text=gettext_lazy("At least ten characters: letters, and digits or other signs with them."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Return it if it is good enough."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def clean_again(self) -> str:
        """Refuse a second one that differs."""
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("The two passwords differ. Please type them again."))
        return again


class NamedPasswordForm(PasswordForm):
    """What a new colleague is asked: how to be called, and a password."""

    field_order: tuple[str, ...] = ("name", "password", "again")
    name = forms.CharField(
        label=gettext_lazy("How may we call you?"),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        """Return the name without numbers of papers."""
        return refuse_identity_number(self.cleaned_data["name"])


class ClaimForm(forms.Form):
    """For which enterprise one acts."""

    enterprise_name = forms.CharField(
        label=gettext_lazy("Name of the enterprise"),
        max_length=120,
        help_text=gettext_lazy("As it stands on the licence."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    credit_code = forms.CharField(
        label=gettext_lazy("Unified social credit code"),
        max_length=40,
        help_text=gettext_lazy("18 characters, as on the licence."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Where is it?"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=gettext_lazy("Elsewhere, or I do not know"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = own_regions()  # type: ignore[attr-defined]

    def clean_enterprise_name(self) -> str:
        """Return the name without numbers of papers."""
        return refuse_identity_number(self.cleaned_data["enterprise_name"])

    def clean_credit_code(self) -> str:
        """Return the code in one form, its check character compared."""
        validate_credit_code(self.cleaned_data["credit_code"])
        return tidy(self.cleaned_data["credit_code"])


class SignUpForm(ClaimForm, NamedPasswordForm):
    """The last page of signing up."""

    field_order = ("enterprise_name", "credit_code", "region", "name", "password", "again")


class CompanyForm(forms.ModelForm):
    """The basic information of an enterprise."""

    class Meta:
        model = Enterprise
        fields = companies.BASIC

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = own_regions()  # type: ignore[attr-defined]
        self.fields["region"].empty_label = _("Not said")  # type: ignore[attr-defined]
        self.fields["scale"].choices = [("", _("Not said")), *Scale.choices]  # type: ignore[attr-defined]
        if self.instance.verified_on:
            for name in companies.ON_LICENCE:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Compared with the licence; staff can correct it.")

    def clean_credit_code(self) -> str:
        """Return the code in one form."""
        return tidy(self.cleaned_data["credit_code"])


class InvitationForm(forms.Form):
    """Whom an owner invites."""

    note = forms.CharField(
        label=gettext_lazy("For whom?"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("So that you know whose link it is, for instance: quality department."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("As what?"),
        choices=MembershipRole.choices,
        initial=MembershipRole.MEMBER,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Owners may also invite and remove people and change the basic information."),
    )

    def clean_note(self) -> str:
        """Return it without numbers of papers."""
        return refuse_identity_number(self.cleaned_data["note"])


class SettingsForm(forms.Form):
    """How the account is called and what it is told."""

    name = forms.CharField(
        label=gettext_lazy("How may we call you?"),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reminders = forms.BooleanField(
        label=gettext_lazy("Remind me of what is due: certificates, calibrations, evaluations"),
        required=False,
    )
    suggestions = forms.BooleanField(
        label=gettext_lazy("Suggest services by what I asked before; without it lists are plain"),
        required=False,
    )

    def clean_name(self) -> str:
        """Return the name without numbers of papers."""
        return refuse_identity_number(self.cleaned_data["name"])


class SureForm(forms.Form):
    """The own password once more, before something that cannot be undone."""

    password = forms.CharField(
        label=gettext_lazy("Your password, to be sure"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse another password than the account's."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password."))
        return password
