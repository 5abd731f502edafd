"""What is asked at the steps of matching: plain forms that work without a script."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.requests.matching import wanting
from onestop.requests.matching.candidates import Candidate, Fit, look_up
from onestop.requests.matching.doers import open_match
from onestop.requests.matching.experts import candidates as experts_for
from onestop.requests.workflow.actions import ActionForm
from onestop.standards import numbers

LONGEST = 300
MOST_SHOWN = 20


class LookForm(ActionForm):
    """What is wanted, as exactly as it is known; begins with what the case says."""

    standard = forms.CharField(
        label=_("By which standard"),
        max_length=wanting.LENGTHS[wanting.STANDARD],
        required=False,
        help_text=_(
            "With its year if you know it: another edition is only a hint. Example: GB/T 5009.3—2025."
        ),
    )
    product = forms.CharField(
        label=_("Product or instrument"), max_length=wanting.LENGTHS[wanting.PRODUCT], required=False
    )
    parameter = forms.CharField(
        label=_("What is to be tested or measured"),
        max_length=wanting.LENGTHS[wanting.PARAMETER],
        required=False,
    )
    range = forms.CharField(
        label=_("Measuring range"),
        max_length=wanting.LENGTHS[wanting.RANGE],
        required=False,
        help_text=_("With its unit, for example 0～600 ℃."),
    )
    equipment = forms.CharField(
        label=_("Category of special equipment"),
        max_length=wanting.LENGTHS[wanting.EQUIPMENT],
        required=False,
        help_text=_("For example 电梯, 锅炉, 压力容器. Only bodies approved for it are shown."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in wanting.KEYS:
            self.fields[key].initial = wanting.plain(self.case.details.get(key))

    def clean_standard(self) -> str:
        """Refuse what cannot be read as a number, for nothing would be found by it."""
        text: str = self.cleaned_data["standard"].strip()
        number = numbers.parse(text) if text else None
        if text and (number is None or number.bare):
            raise forms.ValidationError(
                _t("We cannot read this as the number of a standard. Write it as printed, or leave it empty.")
            )
        return numbers.display(number) if number else ""


class ProposeForm(ActionForm):
    """One of the candidates, with what speaks for it; below, who is left out and why."""

    provider = forms.ChoiceField(
        label=_("Whom do you propose"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an institution.")},
    )
    reason = forms.CharField(
        label=_("Why this one"),
        max_length=LONGEST,
        required=False,
        help_text=_("The enterprise reads it. Left empty, it reads what the search found."),
    )
    how_confirmed = forms.CharField(
        label=_("How you made sure"),
        max_length=LONGEST,
        required=False,
        help_text=_("Only for “to be confirmed”: whom you asked, when, and what the answer was."),
    )
    again = forms.BooleanField(
        label=_("Ask it again although it was tried before"),
        required=False,
        help_text=_("Whoever gave it back is not proposed again unless you want it so."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = look_up(self.case)
        shown = [row for row in rows if row.finding.fit != Fit.NO][:MOST_SHOWN]
        choice: Any = self.fields["provider"]
        choice.choices = [(str(row.organisation.pk), _as_choice(row)) for row in shown]
        choice.help_text = _left_out([row for row in rows if row.why_not])
        self.hints = {str(row.organisation.pk) for row in shown if row.finding.fit == Fit.CONFIRM}
        self.before = {str(row.organisation.pk): row.was_tried for row in shown if row.was_tried}

    def clean(self) -> dict[str, Any]:
        """Ask for what a hint needs, and for the will to ask somebody again."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = data.get("provider")
        if chosen in self.hints and not data.get("how_confirmed"):
            self.add_error("how_confirmed", _t("This is only a hint. Say how you made sure that it fits."))
        if chosen in self.before and not data.get("again"):
            text = _t("It was tried before: it %(what)s. Tick the box below if you want it again.")
            self.add_error("provider", text % {"what": self.before[chosen]})
        return data


def _as_choice(row: Candidate) -> SafeString:
    """Return a candidate with its points, reasons and certificate as one choice."""
    mark = _t("to be confirmed") if row.finding.fit == Fit.CONFIRM else _t("qualified")
    reasons = [reason for reason in row.reasons if reason != mark]
    words = [*reasons, *([row.was_tried] if row.was_tried else [])]
    head = _t("%(name)s · %(points)s points · %(mark)s")
    line = head % {"name": row.organisation.name, "points": row.score, "mark": mark}
    return format_html("<span><strong>{}</strong><br>{}{}</span>", line, "；".join(words), _certificate(row))


def _certificate(row: Candidate) -> SafeString:
    certificate = row.finding.qualification
    if certificate is None:
        return SafeString()
    return format_html("<br>{}", _t("Certificate: %(text)s") % {"text": certificate})


def _left_out(rows: list[Candidate]) -> SafeString:
    """Return who may not be proposed, each with the reason."""
    if not rows:
        return SafeString()
    lines = format_html_join(
        "", "<li>{}：{}</li>", ((row.organisation.name, row.why_not) for row in rows[:MOST_SHOWN])
    )
    return format_html("<p>{}</p><ul>{}</ul>", _t("Left out, and why:"), lines)


class ConsentForm(ActionForm):
    """The separate consent: to whom, for what, which data (PIPL 23). Nothing is ticked beforehand."""

    provider = forms.ChoiceField(
        label=_("Who shall serve you"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an institution.")},
    )
    agree = forms.BooleanField(
        label=_("I agree that this institution gets my request"),
        help_text=_(
            "It gets the name and region of your enterprise, what you need, and your files: for this "
            "request and nothing else. You can withdraw this at any time."
        ),
        error_messages={"required": _("Without your agreement we may not hand anything over.")},
    )
    contact = forms.BooleanField(
        label=_("It may also have my name and telephone, so that it can call me"),
        required=False,
        help_text=_("If not, you and the institution write to each other here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        match = open_match(self.case)
        choice: Any = self.fields["provider"]
        if match is None or match.provider is None:
            choice.choices = []
            return
        proposed = format_html(
            "<span><strong>{}</strong>（{}）<br>{}</span>",
            match.provider.name,
            _t("proposed by the office"),
            match.reason,
        )
        others = [
            (
                str(row["organisation"]),
                format_html("<span><strong>{}</strong><br>{}</span>", row["name"], _reasons(row)),
            )
            for row in match.candidates
        ]
        choice.choices = [(str(match.provider_id), proposed), *others]


def _reasons(row: dict[str, Any]) -> str:
    certificate = (
        [_t("Certificate: %(text)s") % {"text": row["certificate"]}] if row.get("certificate") else []
    )
    return "；".join([*row["reasons"], *certificate])


class DeclineForm(ActionForm):
    """Why not, if the enterprise likes to say."""

    reason = forms.CharField(
        label=_("Why not"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It helps us find a better one; you need not say anything."),
    )


class ReasonForm(ActionForm):
    """A reason that must be given."""

    reason = forms.CharField(
        label=pgettext_lazy("why something is done", "Reason"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The parties read it."),
        error_messages={"required": _("Say why.")},
    )


class OurselvesForm(ActionForm):
    """A remark on serving it at the office."""

    reason = forms.CharField(
        label=_("Why we serve it ourselves"),
        max_length=LONGEST,
        required=False,
        help_text=_("The parties read it."),
    )


class ExpertForm(ActionForm):
    """One of the experts whose term has not ended, the most fitting first."""

    expert = forms.ChoiceField(
        label=_("Whom do you ask"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an expert whose term has not ended.")},
    )
    note = forms.CharField(
        label=_("A word to the expert"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is asked, in a sentence. No names and telephone numbers."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = experts_for(self.case)[:MOST_SHOWN]
        choice: Any = self.fields["expert"]
        choice.choices = [
            (
                str(row.expert.pk),
                format_html("<span><strong>{}</strong><br>{}</span>", row.title, "；".join(row.reasons)),
            )
            for row in rows
            if row.can_answer
        ]
        left_out = [(row.title, "；".join(row.reasons)) for row in rows if not row.can_answer]
        if left_out:
            lines = format_html_join("", "<li>{}：{}</li>", left_out)
            choice.help_text = format_html("<p>{}</p><ul>{}</ul>", _t("Left out, and why:"), lines)
