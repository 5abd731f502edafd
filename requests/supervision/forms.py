"""What is asked when something is put right."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onestop.requests.workflow.actions import ActionForm


def _text(label: object, help_text: object) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerForm(ActionForm):
    """Cause and measure."""

    cause = _text(_("What went wrong"), _("The reason behind it, not whose fault it was."))
    measure = _text(_("What is done about it"), _("What, by whom, until when."))


class VerifyForm(ActionForm):
    """What the verification found."""

    result = _text(_("What you saw"), _("How you know that it is put right; the enterprise reads it."))
