"""What is asked of whoever follows a request without an account."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from onestop.requests.filing.tracking import TAIL
from onestop.requests.workflow import numbering


class TrackForm(forms.Form):
    """Number and tail of the telephone."""

    number = forms.CharField(
        label=_("Number of the request"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("As on the receipt, for example HM-20261128-0001-K."),
        error_messages={"required": _("Write the number that stands on the receipt.")},
    )
    tail = forms.CharField(
        label=_("Last four digits of the telephone"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Write the last four digits of the telephone you gave.")},
    )

    def clean_number(self) -> str:
        """Return the number as it is printed; a slip of the pen is said and costs no try."""
        number = numbering.read(self.cleaned_data["number"])
        if number is None:
            raise ValidationError(_("This cannot be a number of ours; one sign is wrong. Please compare."))
        return number

    def clean_tail(self) -> str:
        """Return the digits in half width."""
        tail = unicodedata.normalize("NFKC", self.cleaned_data["tail"]).strip()
        if len(tail) != TAIL or not (tail.isascii() and tail.isdigit()):
            raise ValidationError(_("Write exactly four digits."))
        return tail


class CodeForm(forms.Form):
    """The code of a message."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Write the six digits of the message.")},
    )
