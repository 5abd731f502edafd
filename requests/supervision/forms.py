"""What is asked when something is put right, complained about or disputed."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.models import Organisation
from onestop.requests.supervision import disputing
from onestop.requests.supervision.models import Method, Rectification, Remedy, Subject
from onestop.requests.supervision.models.complaint import Channel
from onestop.requests.supervision.rectifying import SENT_BACK
from onestop.requests.workflow import numbering
from onestop.requests.workflow.actions import ActionForm
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import contacts, secrecy


def _text(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


def _put_above(field: forms.Field, *lines: Any) -> None:
    """Put lines above the help of a field."""
    above = format_html_join("", "{}<br>", ((line,) for line in lines))
    field.help_text = format_html("{}{}", above, field.help_text)


class AnswerForm(ActionForm):
    """Cause and measure."""

    cause = _text(_("What went wrong"), _("The reason behind it, not whose fault it was."))
    measure = _text(_("What is done about it"), _("What, by whom, until when."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = Rectification.objects.unanswered().filter(case=self.case).first()
        back = self.case.events.filter(name=SENT_BACK).order_by("-sequence").first()
        if row is None or not row.cause or back is None:
            return
        cause, measure = self.fields["cause"], self.fields["measure"]
        cause.initial, measure.initial = row.cause, row.measure
        _put_above(cause, gettext("Sent back: %(reason)s") % {"reason": back.text})


class SendBackForm(ActionForm):
    """What is still wrong."""

    reason = _text(
        _("What is still to be put right"), _("Whoever has to put it right and the enterprise read it.")
    )


class VerifyForm(ActionForm):
    """What the verification found."""

    result = _text(_("What you saw"), _("How you know that it is put right; the enterprise reads it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = Rectification.objects.answered().filter(case=self.case).first()
        if row is not None:
            cause = gettext("What went wrong: %(cause)s") % {"cause": row.cause}
            measure = gettext("What is done about it: %(measure)s") % {"measure": row.measure}
            _put_above(self.fields["result"], cause, measure)


def _about() -> dict[str, forms.Field]:
    """Return what every complaint says."""
    return {
        "subject": forms.ChoiceField(
            label=_("What is it about?"),
            choices=Subject.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what it is about.")},
        ),
        "description": forms.CharField(
            label=_("What happened?"),
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=_("When, where, with whom. No identity card numbers, please."),
            validators=[contacts.no_identity_number],
            error_messages={"required": _("Write what happened.")},
        ),
        "evidence": forms.CharField(
            label=_("What shows it?"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Reports, receipts, messages that you have; we ask for copies when we call."),
            validators=[contacts.no_identity_number],
        ),
        "remedy": forms.ChoiceField(
            label=_("What do you ask for?"),
            choices=Remedy.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what you ask for.")},
        ),
    }


def _press() -> forms.UUIDField:
    """Return the field that names the press of the button: the same one twice is one complaint."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ComplaintForm(forms.Form):
    """A complaint of anybody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _about()
        offices = Organisation.objects.public().order_by("kind", "name")
        self.fields["office"] = forms.ModelChoiceField(
            label=_("Whom does it concern?"),
            queryset=offices,
            required=False,
            empty_label=_("I do not know, or the platform itself"),
        )
        self.fields["case_number"] = forms.CharField(
            label=_("Number of the request"),
            required=False,
            max_length=40,
            help_text=_("If there is one; it begins with %(prefix)s.") % {"prefix": settings.REQUEST_PREFIX},
        )
        self.fields["contact_name"] = forms.CharField(
            label=_("Your name"),
            max_length=40,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={"required": _("Write whom we may ask for.")},
        )
        self.fields["phone"] = forms.CharField(
            label=_("Telephone"),
            max_length=30,
            widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            help_text=_("We call you back; whoever is complained about does not get it."),
            error_messages={"required": _("Write a telephone number under which we can reach you.")},
        )
        self.fields["consent"] = forms.BooleanField(
            label=_("I have read the privacy notice below and agree."),
            error_messages={
                "required": _("Without your agreement to the privacy notice we may not keep your complaint.")
            },
        )
        self.fields["submission"] = _press()

    def clean_phone(self) -> str:
        """Return the number by its digits."""
        return contacts.clean_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        """Find the request that is meant; it is joined only where the telephone is the one of the request."""
        data: dict[str, Any] = super().clean() or {}
        typed = data.get("case_number", "").strip()
        number = numbering.read(typed) if typed else None
        if typed and number is None:
            self.add_error("case_number", _("This is no number of a request. Compare it, or leave it empty."))
        data["case"] = self._case(number, data.get("phone", ""))
        return data

    def _case(self, number: str | None, phone: str) -> ServiceRequest | None:
        if not number or not phone:
            return None
        known = ServiceRequest.objects.filed().filter(number=number, phone_print=secrecy.fingerprint(phone))
        return known.first()


class StaffComplaintForm(ComplaintForm):
    """The same, for somebody who writes down what is said at a window, on the telephone or in a letter."""

    CHANNELS = (Channel.WINDOW, Channel.PHONE, Channel.LETTER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channel = forms.ChoiceField(
            label=_("How it came"),
            choices=[(each.value, each.label) for each in self.CHANNELS],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose how it came.")},
        )
        self.fields = {"channel": channel, **self.fields}
        name, phone, consent = (self.fields[each] for each in ("contact_name", "phone", "consent"))
        remedy, evidence = self.fields["remedy"], self.fields["evidence"]
        remedy.label = _("What does the complainant ask for?")
        remedy.error_messages["required"] = _("Choose what the complainant asks for.")
        evidence.help_text = _("Reports, receipts, messages; copies are asked for in the call.")
        name.label = _("Name of the complainant")
        name.error_messages["required"] = _("Write the name of the complainant.")
        phone.error_messages["required"] = _("Write under which number the complainant can be reached.")
        consent.error_messages["required"] = _("Without the agreement of the complainant nothing is kept.")
        name.widget.attrs["autocomplete"] = phone.widget.attrs["autocomplete"] = "off"
        phone.help_text = _("The centre calls back under it; whoever is complained about does not get it.")
        consent.label = _("I have read out or shown the privacy notice, and the complainant agrees.")


class ComplaintAction(ActionForm):
    """A complaint from the page of a request: who and which request are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _about()
        self.fields["submission"] = _press()


WAYS = _(
    "Mediation: somebody neutral helps both sides to agree. A recommendation: somebody neutral "
    "proposes a way, which neither side has to take. A decision: both sides agree beforehand to "
    "keep to it."
)


class DisputeAction(ActionForm):
    """The notice of a dispute, with the consent to its terms."""

    method = forms.ChoiceField(
        label=_("How shall it be settled?"),
        help_text=WAYS,
        choices=Method.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a way of settling it.")},
    )
    claim = _text(_("What do you claim?"), _("What happened, and what would settle it."))
    agree = forms.BooleanField(
        label=_("I agree to this way: both sides are heard, it costs nothing, it stays confidential."),
        error_messages={"required": _("A dispute is taken up only when both sides agree.")},
    )


class DisputeAnswerForm(ActionForm):
    """What the other party is asked: the method, what the methods are, and the claim."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dispute = disputing.of(self.case)
        if dispute is not None:
            asked = gettext("%(number)s, %(method)s is wanted. What the enterprise claims: %(claim)s")
            method = dispute.get_method_display()
            values = {"number": dispute.number, "method": method, "claim": dispute.claim}
            _put_above(next(iter(self.fields.values())), asked % values, WAYS)


class DisputeAgreeForm(DisputeAnswerForm):
    """The consent of the other party to method and terms."""

    agree = forms.BooleanField(
        label=_("We agree to this way: both sides are heard, it costs nothing, it stays confidential."),
        error_messages={"required": _("A dispute is taken up only when both sides agree.")},
    )
    words = forms.CharField(
        label=_("How you see it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The enterprise and whoever settles it read this."),
    )


class DisputeDeclineForm(DisputeAnswerForm):
    """Why the other party does not agree."""

    words = _text(_("Why you do not agree"), _("The enterprise and whoever settles it read this."))


class TakeUpDisputeForm(ActionForm):
    """What happens first."""

    text = _text(_("What happens first, and when"), _("Both sides read this."))


class TakeUpComplaintForm(forms.Form):
    """A word to the complainant."""

    words = forms.CharField(
        label=_("A word to the complainant"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It reads by itself that it was taken up, and until when there is an answer."),
    )
