"""The form of annex A on screen: its words, four levels a question, nothing chosen beforehand."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.requests.evaluation import sheet
from onestop.requests.evaluation.annex import annex_a
from onestop.requests.evaluation.models import (
    LONGEST_WORDS,
    Evaluation,
    EvaluationInvitation,
    ExtraQuestion,
    Level,
)
from onestop.requests.evaluation.signing import DrawnField
from onestop.requests.filing.attachments import examine
from onestop.requests.workflow import days
from onestop.requests.workflow.actions import ActionForm

YES, NO = "yes", "no"
EXTRA = "extra_"


class AnnexFields(forms.Form):
    """Questions of one half of table A.1 and its tail. ``invitation`` decides which half."""

    invitation: EvaluationInvitation

    def build(self, invitation: EvaluationInvitation) -> None:
        """Add the fields of the half that ``invitation`` asks for."""
        self.invitation = invitation
        annex = annex_a()
        questions = annex.forms[invitation.form].questions
        for place, text in enumerate(questions[:-1], start=1):
            self.fields[f"q{place}"] = forms.TypedChoiceField(
                label=text,
                choices=Level.choices,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("Choose one of the four.")},
            )
        self.fields["q5"] = forms.TypedChoiceField(
            label=questions[-1],
            choices=tuple(zip((YES, NO), annex.answers, strict=True)),
            coerce=YES.__eq__,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Say whether it is solved.")},
        )
        for question in ExtraQuestion.objects.filter(is_active=True):
            self.fields[f"{EXTRA}{question.pk}"] = forms.TypedChoiceField(
                label=question.text,
                choices=Level.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["words"] = forms.CharField(
            label=annex.words.rstrip("："),
            required=False,
            max_length=LONGEST_WORDS,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=gettext_lazy(
                "Whoever is evaluated reads this. Please leave out names and telephone numbers of people."
            ),
        )
        self.fields["signed_by"] = forms.CharField(
            label=gettext_lazy("Who evaluates"),
            required=False,
            max_length=40,
            help_text=gettext_lazy("Name of whoever answers for the enterprise; may stay empty."),
        )

    def answers(self) -> dict[str, Any]:
        """Return what was answered, as the services take it."""
        data = dict(self.cleaned_data)
        extra = [
            {"question": int(name.removeprefix(EXTRA)), "text": str(self.fields[name].label), "level": value}
            for name, value in data.items()
            if name.startswith(EXTRA) and value is not None
        ]
        return {name: value for name, value in data.items() if not name.startswith(EXTRA)} | {"extra": extra}


class EvaluationForm(AnnexFields):
    """What the enterprise fills in."""

    def __init__(self, *args: Any, invitation: EvaluationInvitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.build(invitation)
        self.fields["drawing"] = DrawnField()


class PaperForm(ActionForm, AnnexFields):
    """What staff enter from a paper form: the same questions, the date on it, and its scan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = EvaluationInvitation.objects.open().filter(case=self.case)
        waiting = asked.filter(evaluation__isnull=True).order_by("-is_main", "pk").first()
        self.waiting = waiting
        if waiting is None:
            return
        self.build(waiting)
        self.fields["filled_on"] = forms.DateField(
            label=_("Date on the form"), widget=forms.DateInput(attrs={"type": "date"})
        )
        self.fields["scan"] = forms.FileField(
            label=_("Scan of the form"), help_text=_("The signed or sealed sheet, as PDF or photo.")
        )

    def clean_filled_on(self) -> dt.date:
        """Refuse a day that is still to come, or before the invitation."""
        asked = timezone.localdate(self.waiting.sent_at) if self.waiting else None
        return days.happened(self.cleaned_data["filled_on"], asked)

    def clean_scan(self) -> Any:
        """Refuse a file that cannot be taken together with whatever else is wrong, not after it."""
        upload = self.cleaned_data["scan"]
        examine(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        """Hand over what was answered, as the service takes it."""
        super().clean()
        if self.waiting is None:
            raise forms.ValidationError(_("There is no form that waits to be entered."))
        if self.errors:
            return self.cleaned_data
        return self.answers() | {"invitation": self.waiting.pk}


class CheckForm(ActionForm):
    """The second person's decision on a paper form."""

    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Is everything entered as it stands on the paper?"),
        choices=((YES, gettext_lazy("Yes, it is the same")), (NO, gettext_lazy("No, enter it anew"))),
        coerce=YES.__eq__,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether it is the same.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = Evaluation.objects.filter(case=self.case, is_pending=True).select_related("scan")
        self.entered = waiting.order_by("pk").first()
        """What is to be compared with its scan; the service takes the same one."""
        self.rows = sheet.rows(self.entered.form, self.entered) if self.entered else []
