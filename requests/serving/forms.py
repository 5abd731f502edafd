"""What is asked at the steps of a service; fields of the record come from ``kinds``, not from classes."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.services.models import ServiceItemPage
from onestop.requests.filing.action_forms import FilesField, moment, words
from onestop.requests.matching.checking import check_office
from onestop.requests.serving import fields, records
from onestop.requests.serving.escalating import centre_of
from onestop.requests.serving.kinds import StepKind, kind_of, kinds_for
from onestop.requests.serving.models import RecordKind, ServiceRecord
from onestop.requests.serving.publishing import publishable
from onestop.requests.serving.services import may_correct
from onestop.requests.workflow import days
from onestop.requests.workflow.actions import ActionForm
from onestop.requests.workflow.models import Event
from onestop.site.contacts import no_telephone

LONGEST = 300
SHORT = 80
# A field may be called ``files`` (what the services expect): Django takes fields out of the class, so that
# ``Form.files``, the uploads, is not touched. mypy does not know this.


def late_reason() -> forms.CharField:
    """Return the field for why something is written down late (补记, clause 6.2)."""
    return forms.CharField(
        label=_("Why it is written down only now"),
        max_length=200,
        required=False,
        help_text=_("Only if it was more than a day ago. The entry is marked as written down late."),
    )


class ReasonForm(ActionForm):
    """A reason that must be given."""

    reason = words(
        pgettext_lazy("why something is done", "Reason"), _("The parties read it."), longest=LONGEST
    )


class StartForm(ActionForm):
    """When it began, and which form the record has."""

    started_at = moment(_("Began at"), _("Left empty: now."))
    kind = forms.ChoiceField(label=_("Form of the service record"))
    text = words(_("A word to the enterprise"), required=False)
    late_reason = late_reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["kind"]
        choice.choices = [(str(kind), kind.label) for kind in kinds_for(self.case)]


class EntryForm(ActionForm):
    """What was done, when; files if there are any."""

    text = words(
        _("What was done"), _("In a sentence or two. No telephone numbers."), validators=[no_telephone]
    )
    happened_at = moment(_("When"), _("Left empty: now."))
    place = forms.CharField(label=_("At which place"), max_length=120, required=False)
    files = FilesField(label=_("Photos or files"), required=False)  # type: ignore[assignment]
    late_reason = late_reason()


class CorrectForm(ActionForm):
    """Another wording beside an entry; the entry stays."""

    event = forms.ChoiceField(
        label=_("Which entry"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the entry that is wrong.")},
    )
    text = words(_("As it should read"), validators=[no_telephone])
    reason = forms.CharField(label=_("Why it is corrected"), max_length=LONGEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.case.events.filter(name__in=records.CORRECTABLE).order_by("-sequence")
        choice: Any = self.fields["event"]
        choice.choices = [
            (str(row.sequence), f"{timezone.localtime(row.happened_at):%Y-%m-%d %H:%M} {row.text[:60]}")
            for row in rows
            if may_correct(self.actor, row)
        ]


class ResultForm(ActionForm):
    """A report or another result."""

    files = FilesField(label=_("Report or result"))  # type: ignore[assignment]
    text = words(_("What the file is"), _("The enterprise reads this line at once."), required=False)
    release = forms.BooleanField(
        label=_("The enterprise may read it at once"),
        required=False,
        help_text=_(
            "If not, it reads it once you release it or complete the service. Nobody else ever does."
        ),
    )


class ResumeForm(ActionForm):
    """A word on what came."""

    text = words(_("What came"), required=False, longest=LONGEST)


class OfRecord(ActionForm):
    """A form that asks fields of the open record, as its kind says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record: ServiceRecord | None = records.open_record(self.case)
        self.kind = kind_of(self.record.kind if self.record else RecordKind.GENERAL)

    def add_record_fields(self, *, says_what_is_needed: bool) -> None:
        """Put the fields of the kind first, filled with what the record holds."""
        values = self.record.fields if self.record else {}
        own = {field.key: fields.form_field(field, values.get(field.name)) for field in self.kind.fields}
        if says_what_is_needed:
            for field in self.kind.fields:
                own[field.key].required = field.need == fields.Need.REQUIRED
        self.fields = {**own, **self.fields}

    def check_record_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Put faults beside the fields; return the values that are to be kept."""
        values, faults = fields.collect(self.kind.fields, data)
        for key, messages in faults.items():
            self.add_error(key, messages)
        return values


class RecordForm(OfRecord):
    """The fields of the record; none has to be there before the end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_record_fields(says_what_is_needed=False)

    def clean(self) -> dict[str, Any]:
        """Check each field by what it holds."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_record_fields(data)
        return data


class CompleteForm(OfRecord):
    """The result, with whatever the record still lacks."""

    result = words(_("What came out of it"), _("The enterprise reads it."))
    solved = forms.TypedChoiceField(
        label=_("Is the problem solved"),
        widget=forms.RadioSelect,
        choices=(("yes", _("Yes, it is solved")), ("no", _("No, it is not"))),
        coerce=lambda value: value == "yes",
        empty_value=None,
        error_messages={"required": _("Say whether the problem is solved.")},
    )
    report_number = forms.CharField(
        label=_("Number of report or certificate"), max_length=SHORT, required=False
    )
    files = FilesField(label=_("Report or result"), required=False)  # type: ignore[assignment]
    charged = forms.BooleanField(label=_("A fee was charged"), required=False)
    charged_by = forms.CharField(label=_("Who charged it"), max_length=120, required=False)
    amount = forms.DecimalField(
        label=_("Amount in yuan"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    nevertheless = forms.BooleanField(
        label=_("Complete it although something is unusual"),
        required=False,
        help_text=_("Only if you are told below that something is; usually leave it empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_record_fields(says_what_is_needed=True)

    def clean(self) -> dict[str, Any]:
        """Check the record's fields; ask once more where something is unusual."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        values = self.check_record_fields(data)
        unusual = fields.warnings(self.kind.fields, values)
        if unusual and not data.get("nevertheless"):
            for text in unusual:
                self.add_error("nevertheless", text)
        if data.get("charged") and not data.get("charged_by"):
            self.add_error("charged_by", _t("Say who charged the fee."))
        if self.kind.has_report and data.get("solved") and not data.get("report_number"):
            self.add_error("report_number", _t("Give the number of the report or certificate."))
        return data


@dataclass(frozen=True, slots=True)
class Way:
    """A step that can be chosen: its address, when it was noted last, and what has to come before it."""

    query: str
    label: str
    noted_at: dt.datetime | None
    waits_for: str


class StepForm(OfRecord):
    """A step of the kind of record. First which one, by a link of its own; then the fields of that one."""

    chosen_by = "step"
    step = forms.ChoiceField(
        label=_("Which step"), error_messages={"required": _("Choose the step.")}, widget=forms.HiddenInput
    )
    elsewhere = forms.BooleanField(
        label=_("This step is no part of this request"),
        required=False,
        help_text=_("Somebody else did or does it. Say why below, and leave the rest empty."),
    )
    happened_at = moment(_("When"), _("Left empty: now."))
    text = words(_("Remark"), required=False, longest=LONGEST, validators=[no_telephone])
    late_reason = late_reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["step"]
        choice.choices = [(step.name, step.label) for step in self.kind.steps]
        given = self.data if self.is_bound else self.initial
        self.this_step = self.kind.step(str(given.get(self.chosen_by) or ""))
        if self.this_step is None:
            self.fields = {"step": choice}
            return
        own = {field.key: fields.form_field(field) for field in self.this_step.fields}
        common = dict(self.fields)
        if not self.this_step.may_be_elsewhere:
            del common["elsewhere"]
        self.fields = {"step": common.pop("step"), **own, **common}

    @property
    def ways(self) -> list[Way]:
        """Return the steps to choose from; none once one is chosen."""
        if self.this_step is not None:
            return []
        done = records.steps_done(self.record) if self.record else {}
        return [self._way(step, done) for step in self.kind.steps]

    def _way(self, step: StepKind, done: dict[str, Event]) -> Way:
        before = self.kind.step(step.after[0]) if step.after and not set(step.after) & set(done) else None
        noted = done.get(step.name)
        return Way(
            f"?{urlencode({self.chosen_by: step.name})}",
            str(step.label),
            noted.happened_at if noted else None,
            str(before.label) if before else "",
        )


class EscalateForm(ActionForm):
    """Why it cannot be solved here, and since when that is known."""

    reason = words(_("Why it cannot be solved here"), _("The parties read it."), longest=LONGEST)
    noticed_on = forms.DateField(
        label=_("Known since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Left empty: today. It is to be escalated within the time limit from this day on."),
    )

    def clean_noticed_on(self) -> dt.date | None:
        """Refuse a day that is still to come, or before the request came."""
        day: dt.date | None = self.cleaned_data["noticed_on"]
        came = self.case.submitted_at
        return days.happened(day, timezone.localdate(came) if came else None) if day else None


class UnsolvedForm(ActionForm):
    """Why it cannot be solved, and what the enterprise is told."""

    reason = words(_("Why it cannot be solved"), _("For the record."), longest=LONGEST)
    result = words(
        _("What the enterprise is told"), _("In plain words, with what else it can do. It reads this.")
    )


class TakeOverForm(ReasonForm):
    """Why, and which form the record has; whoever takes over reads what the centre may not do itself."""

    kind = forms.ChoiceField(label=_("Form of the service record"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["kind"]
        choice.choices = [(str(kind), kind.label) for kind in kinds_for(self.case)]
        check = check_office(self.case, place=centre_of(self.case))
        if not check:
            text = _t("%(why)s Say how the enterprise is served all the same. The parties read it.")
            self.fields["reason"].help_text = text % {"why": check.reason}


class AnswerForm(ActionForm):
    """The answer of an expert."""

    answer = words(_("Your answer"), _("In full: it is kept with the request, and the enterprise reads it."))
    way = forms.ChoiceField(
        label=_("By which way you answered"),
        choices=(
            ("online", _("In writing, here")),
            ("video", pgettext_lazy("way of answering", "Video")),
            ("wechat", pgettext_lazy("way of answering", "WeChat")),
            ("phone", pgettext_lazy("way of answering", "Telephone")),
        ),
    )
    may_publish = forms.BooleanField(
        label=_("It may be published as a frequent question, without names"),
        required=False,
        help_text=_("Only if the enterprise agrees, too."),
    )


class NeedForm(ActionForm):
    """What is needed further; enterprise and contact are known."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    description = words(
        _("What is needed further"), _("It becomes a request of its own, linked to this one.")
    )
    item = forms.ModelChoiceField(
        ServiceItemPage.objects.none(),
        label=_("Service item"),
        required=False,
        empty_label=_("not known yet"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["item"]
        choice.queryset = ServiceItemPage.objects.current().in_order()


class PublishForm(ActionForm):
    """Question and answer as anybody may read them."""

    question = forms.CharField(
        label=_("The question"), max_length=200, help_text=_("As any enterprise could ask it, without names.")
    )
    answer = words(
        _("The answer"), _("Without names, numbers and anything that tells whose question it was.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = publishable(self.case)
        self.fields["answer"].initial = row.text if row else ""


class QuestionConsentForm(ActionForm):
    """The enterprise's consent to publish question and answer without its name."""

    agree = forms.BooleanField(
        label=_("Question and answer may be published among the frequent questions, without our name"),
        help_text=_("You can withdraw this at any time; then the page is taken down."),
        error_messages={"required": _("Tick it if you agree; if not, you need not do anything.")},
    )
