"""What is asked at the steps of matching: plain forms that work without a script."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.requests.enterprises import consents
from onestop.requests.filing.action_forms import moment
from onestop.requests.matching import sharing, telling, wanting
from onestop.requests.matching.choosing import LONGEST, certificate_line, choice
from onestop.requests.matching.doers import open_match, writes_down
from onestop.requests.matching.models import Way
from onestop.requests.workflow.actions import ActionForm
from onestop.standards import numbers


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
            "It gets the name, credit code and region of your enterprise, what you need, and your files: for "
            "this request and nothing else. You can withdraw this at any time."
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
        field: Any = self.fields["provider"]
        if match is None or match.provider is None:
            field.choices = []
            return
        by_office = "{}（{}）".format(match.provider.name, _t("proposed by the office"))
        others = [
            (str(row["organisation"]), choice(row["name"], row["reasons"], certificate_line(row)))
            for row in match.candidates
        ]
        sure = (
            [_t("the office has made sure that it fits")] if match.check_result.get("how_confirmed") else []
        )
        proposed = choice(by_office, [match.reason, *sure], certificate_line(match.check_result))
        field.choices = [(str(match.provider_id), proposed), *others]


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


class OfInstitution(ActionForm):
    """What an institution decides; the office that writes it down says who there told it, how and when."""

    told_by = forms.CharField(
        label=_("Who at the institution said so"),
        max_length=telling.LONGEST_NAME,
        help_text=_("Name and post. It stays with the office and the centre."),
        error_messages={"required": _("Write who at the institution said so.")},
    )
    told_way = forms.ChoiceField(
        label=_("How it was told"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it was told.")},
    )
    told_at = moment(_("When it was told"), _("Left empty: now."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not writes_down(self.actor):
            for name in ("told_by", "told_way", "told_at"):
                del self.fields[name]


class TakeForm(OfInstitution):
    """Yes. The institution itself confirms it only."""


class GiveBackForm(ReasonForm, OfInstitution):
    """No, and why."""

    field_order = ("reason", "told_by", "told_way", "told_at")


class OurselvesForm(ActionForm):
    """A remark on serving it at the office."""

    reason = forms.CharField(
        label=_("Why we serve it ourselves"),
        max_length=LONGEST,
        required=False,
        help_text=_("The parties read it."),
    )


class ShareForm(ActionForm):
    """The separate consent for an expert: who, and which data. Nothing is ticked beforehand (PIPL 23)."""

    expert = forms.CharField(widget=forms.HiddenInput)
    parts = forms.MultipleChoiceField(
        label=_("What may the expert read"),
        choices=[(name, label) for name, (label, _fields) in sharing.PARTS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose what the expert may read; if nothing, you need not do anything.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        match = sharing.asked_expert(self.case)
        if match is None or match.expert is None:
            return
        self.fields["expert"].initial = match.expert_id
        who = "，".join(part for part in (match.expert.name, match.expert.professional_title) if part)
        words = _t(
            "It is about %(who)s, for this question and nothing else. Until you agree, the expert has only "
            "the question that the office has put without your name. You can withdraw this at any time."
        )
        self.fields["parts"].help_text = words % {"who": who}


class WithdrawConsentForm(ActionForm):
    """Which consent is taken back; it works at once."""

    consent = forms.ChoiceField(
        label=_("What do you take back?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you take back.")},
        help_text=_("It works at once. What they have read before cannot be undone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["consent"]
        field.choices = [
            (str(row.pk), choice(row.receiver_name or row.get_purpose_display(), consents.names_of(row)))
            for row in sharing.given(self.case)
        ]
