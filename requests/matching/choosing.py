"""Choosing whom to ask, an institution or an expert: who fits, with reasons, and who is left out and why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from onestop.requests.matching import nameless
from onestop.requests.matching.candidates import Candidate, Fit, certificate_row, look_up
from onestop.requests.matching.experts import candidates as experts_for
from onestop.requests.matching.previous import tried
from onestop.requests.workflow.actions import ActionForm
from onestop.requests.workflow.models import ServiceRequest

LONGEST = 300
MOST_SHOWN = 20
LONGEST_QUESTION = 2000


class ChoosingForm(ActionForm):
    """One of several, the most fitting first; below, who is left out and why.

    Attributes:
        chosen: Name of the field in which one is chosen.
        nobody: What to do where nobody can be chosen.
        instead: Names of the actions that are left then.
    """

    chosen = ""
    nobody: Any = ""
    instead: tuple[str, ...] = ()

    @property
    def in_vain(self) -> SafeString:
        """Return what is said instead of a form that nobody could send; nothing if there is a choice."""
        field: Any = self.fields[self.chosen]
        return SafeString("") if field.choices else field.help_text

    def offer(self, able: Iterable[tuple[str, SafeString]], left_out: Sequence[tuple[str, str]]) -> None:
        """Fill the field with who can be chosen, and say who cannot."""
        field: Any = self.fields[self.chosen]
        field.choices = list(able)
        parts = [] if field.choices else [format_html("<p>{}</p>", self.nobody)]
        if left_out:
            lines = format_html_join("", "<li>{}：{}</li>", left_out[:MOST_SHOWN])
            parts.append(format_html("<p>{}</p><ul>{}</ul>", _t("Left out, and why:"), lines))
        if parts:
            field.help_text = format_html_join("", "{}", ((part,) for part in parts))


def choice(head: str, reasons: Iterable[str], more: str = "") -> SafeString:
    """Return somebody with what speaks for them as one choice."""
    end = format_html("<br>{}", more) if more else ""
    return format_html("<span><strong>{}</strong><br>{}{}</span>", head, "；".join(reasons), end)


def certificate_line(kept: Mapping[str, Any]) -> SafeString:
    """Return on which certificate somebody is chosen, and where it can be looked up (clause 4.2.5.2).

    Args:
        kept: What ``candidates.certificate_row`` says of it.
    """
    if not kept.get("certificate"):
        return SafeString("")
    text = _t("Certificate: %(text)s") % {"text": kept["certificate"]}
    if kept.get("valid_until"):
        text = f"{text}，{_t('valid until %(day)s') % {'day': kept['valid_until']}}"
    if not kept.get("official_url"):
        return format_html("{}", text)
    link = '{} <a href="{}" target="_blank" rel="noopener">{}<span class="sr"> {}</span></a>'
    return format_html(
        link, text, kept["official_url"], _t("Look it up at the issuer"), _t("(opens a new window)")
    )


def found_nobody(case: ServiceRequest) -> bool:
    """Tell whether the last search for ``case`` found no institution that has not been tried since."""
    last = case.candidate_lists.first()
    if last is None:
        return False
    able = {row["organisation"] for row in last.rows if row["fit"] != Fit.NO}
    return not able or able <= tried(case).keys()


class ProposeForm(ChoosingForm):
    """One of the candidates, with what speaks for it; below, who is left out and why."""

    chosen = "provider"
    instead = ("look_again", "serve_ourselves", "escalate")
    nobody = _(
        "No institution here fits. Serve the enterprise yourselves, say more exactly what is wanted and look "
        "again, or escalate it to the centre."
    )
    nobody_else = _(
        "Nobody else fits: whoever stands here was tried before. Ask again, serve the enterprise "
        "yourselves, say more exactly what is wanted and look again, or escalate it to the centre."
    )
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
        self.offer(
            [(str(row.organisation.pk), _as_choice(row)) for row in shown],
            [(row.organisation.name, row.why_not) for row in rows if row.finding.fit == Fit.NO],
        )
        if shown and all(row.was_tried for row in shown):
            self.fields["provider"].help_text = format_html(
                "<p>{}</p>{}", self.nobody_else, self.fields["provider"].help_text
            )
        self.hints = {str(row.organisation.pk) for row in shown if row.finding.fit == Fit.CONFIRM}
        self.before = {str(row.organisation.pk): row.was_tried for row in shown if row.was_tried}
        asked = {"reason": bool(shown), "how_confirmed": bool(self.hints), "again": bool(self.before)}
        for name in [each for each, is_asked in asked.items() if not is_asked]:
            del self.fields[name]

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
    return choice(line, words, certificate_line(certificate_row(row.finding.qualification)))


class ExpertForm(ChoosingForm):
    """One of the experts whose term has not ended, the most fitting first."""

    chosen = "expert"
    instead = ("begin_matching", "propose", "serve_ourselves", "escalate")
    nobody = _("No expert can be asked now. Look for an institution, or serve the enterprise yourselves.")
    expert = forms.ChoiceField(
        label=_("Whom do you ask"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an expert whose term has not ended.")},
    )
    question = forms.CharField(
        label=_("What the expert is asked"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what the expert is asked.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = experts_for(self.case)[:MOST_SHOWN]
        self.offer(
            [(str(row.expert.pk), choice(row.title, row.reasons)) for row in rows if row.can_answer],
            [(row.title, "；".join(row.reasons)) for row in rows if not row.can_answer],
        )
        words = _t(
            "The expert reads this and nothing else: no names, no numbers. "
            "The enterprise may agree to more on its page."
        )
        self.fields["question"].help_text = format_html(
            "<p>{}</p><p>{}</p>",
            words,
            _t("The enterprise wrote: %(words)s") % {"words": self.case.description},
        )

    def clean_question(self) -> str:
        """Refuse what tells whose question it is."""
        text: str = self.cleaned_data["question"]
        if told := nameless.secrets_in(text, self.case):
            raise forms.ValidationError(told)
        return text
