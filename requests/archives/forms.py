"""Forms of the archive."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from onestop.requests.archives import services
from onestop.requests.workflow.actions import ActionForm

SHORTEST = 4


class ArchiveForm(ActionForm):
    """Asks why where the enterprise could still open the case again; else it only asks to confirm."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is closed before the enterprise’s time to open it again is over"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say why.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not services.is_early(self.case):
            del self.fields["reason"]


class EraseForm(ActionForm):
    """The last question before contact data are erased for good."""

    sure = forms.BooleanField(
        label=gettext_lazy("Erase name, telephone, e-mail and drawn signatures; this cannot be undone"),
        help_text=gettext_lazy(
            "Nobody can call you about this request any more, and it can be followed by its link alone. What "
            "stays until the end of the retention period: the record itself, the hash of each signature, and "
            "the scan of a form that was filled in on paper, which is the original of the evaluation."
        ),
        error_messages={"required": gettext_lazy("Confirm it, or go back.")},
    )


class PurposeForm(forms.Form):
    """Why somebody of the staff opens an archive or takes it away."""

    purpose = forms.CharField(
        label=gettext_lazy("What do you need it for?"),
        max_length=150,
        min_length=SHORTEST,
        help_text=gettext_lazy("The enterprise can read this."),
        error_messages={
            "required": gettext_lazy("Say what you need it for."),
            "min_length": gettext_lazy("Say in a few words what you need it for."),
        },
    )


class MergeForm(forms.Form):
    """The last question before two records become one."""

    reason = forms.CharField(
        label=gettext_lazy("How do you know that both are one enterprise?"),
        max_length=200,
        min_length=SHORTEST,
        error_messages={
            "required": gettext_lazy("Say how you know it; it stays in the record."),
            "min_length": gettext_lazy("Say how you know it; it stays in the record."),
        },
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I have compared both; this cannot be undone"),
        error_messages={"required": gettext_lazy("Compare both records first, then confirm.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
