"""Forms that participants fill in."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations import credit_code
from onestop.home.training.choices import Opinion
from onestop.home.training.models import Feedback
from onestop.home.training.registering import Wish
from onestop.site import contacts

NAME_LENGTH = 40
ENTERPRISE_LENGTH = 100


def clean_credit_code(text: str) -> str:
    """Return a credit code as it is written; nothing stays nothing.

    Raises:
        ValidationError: It is none.
    """
    code = credit_code.tidy(text)
    if code:
        credit_code.validate_credit_code(code)
    return code


class RegistrationForm(forms.Form):
    """A name, an enterprise, one way to reach the person, and consent. No more is asked."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, as it shall stand on the list.")},
    )
    enterprise = forms.CharField(
        label=_("Enterprise"),
        max_length=ENTERPRISE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("As on the business licence, or the name everybody knows."),
        error_messages={"required": _("Write which enterprise you come from.")},
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("With it the training goes into the quality archive of the enterprise."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("Telephone or e-mail: one of them is enough."),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        help_text=_("With it we can tell you at once when a place becomes free."),
    )
    consent = forms.BooleanField(
        label=_("I have read the privacy notice and agree."),
        error_messages={
            "required": _("Without your consent we may not keep your name. Tick the box if you agree.")
        },
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_name(self) -> str:
        """Return the name; an identity number in it is refused."""
        return contacts.refuse_identity_number(self.cleaned_data["name"])

    def clean_enterprise(self) -> str:
        """Return the enterprise; an identity number in it is refused."""
        return contacts.refuse_identity_number(self.cleaned_data["enterprise"])

    def clean_credit_code(self) -> str:
        """Return the code as it is written, empty if none was given."""
        return clean_credit_code(self.cleaned_data["credit_code"])

    def clean_phone(self) -> str:
        """Return the number by its digits."""
        return contacts.clean_phone(self.cleaned_data["phone"])

    def clean_email(self) -> str:
        """Return the address in small letters."""
        return contacts.clean_email(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        """Ask for one way to reach the person."""
        data: dict[str, Any] = super().clean() or {}
        if "phone" in data and "email" in data and not (data["phone"] or data["email"]):
            self.add_error(
                "phone", ValidationError(_t("Give a telephone number or an e-mail address."), "contact")
            )
        return data

    def wish(self, notice_version: str) -> Wish:
        """Return what is asked for."""
        data = self.cleaned_data
        return Wish(
            name=data["name"],
            enterprise=data["enterprise"],
            phone=data["phone"],
            email=data["email"],
            credit_code=data["credit_code"],
            submission=data["submission"],
            notice_version=notice_version,
        )


class CodeForm(forms.Form):
    """The code of a proof, in any spelling."""

    code = forms.CharField(
        label=_("Verification code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("12 letters and digits; it stands below the QR code of the proof."),
        error_messages={"required": _("Write the code that stands on the proof.")},
    )


class FeedbackForm(forms.ModelForm[Feedback]):
    """Three questions of four levels, and words."""

    class Meta:
        model = Feedback
        fields = ["content", "teaching", "organisation", "words"]
        widgets = dict.fromkeys(Feedback.QUESTIONS, forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Feedback.QUESTIONS:
            field: Any = self.fields[name]
            field.choices = Opinion.choices  # without the empty one
            field.error_messages["required"] = _t("Choose one of the four.")

    def clean_words(self) -> str:
        """Return the words; an identity number in them is refused."""
        return (
            contacts.refuse_identity_number(self.cleaned_data["words"]) if self.cleaned_data["words"] else ""
        )


class RevokeForm(forms.Form):
    """Why a proof is taken back."""

    why = forms.CharField(
        label=_("Reason of the revocation"),
        max_length=200,
        help_text=_("Whoever checks the proof reads it. No personal data."),
        error_messages={"required": _("Say why the proof is taken back.")},
    )


def notice_of(column: Any) -> SafeString | str:
    """Return the privacy notice of the column, or the short one that always holds."""
    return column.privacy_notice or _t(
        "Name, enterprise and contact are used for this event only: to keep your place, to reach you, to "
        "record "
        "attendance. They are not published or passed on, and are deleted %(months)s months after the "
        "event. To "
        "see, correct or delete them, call the organiser."
    ) % {"months": column.retention_months}
