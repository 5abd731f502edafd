"""What is asked when somebody takes a step of ``filing``."""

import datetime as dt
from typing import Any

from django import forms
from django.template.defaultfilters import linebreaksbr
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.models import Organisation, StaffMember
from onestop.catalogue.services.models import ServiceItemPage
from onestop.requests.filing import attachments, refusing, routing, services
from onestop.requests.matching.doers import place_of
from onestop.requests.workflow import days
from onestop.requests.workflow.actions import ActionForm
from onestop.site import contacts

LONGEST = 2000
LONGEST_REASON = 300
MOMENT = "%Y-%m-%dT%H:%M"
ACCEPTED = ",".join(f".{extension}" for extension in attachments.EXTENSIONS)


def moment(label: Any, help_text: Any = "") -> forms.DateTimeField:
    """Return a field for day and time, in the site's time."""
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
    )


class SeveralFiles(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each examined; cleaned to a list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", SeveralFiles(attrs={"accept": ACCEPTED}))
        kwargs.setdefault("help_text", _("Photos, PDF, Word or Excel; at most 10 MB each."))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002 - Django's own
        """Return the uploads as a list.

        Raises:
            ValidationError: one of them cannot be taken.
        """
        uploads = data if isinstance(data, (list, tuple)) else [data]
        given = [each for each in uploads if each]
        errors = []
        for upload in given:
            try:
                attachments.examine(upload)
            except forms.ValidationError as error:
                errors.append(error)
        if errors:
            raise forms.ValidationError(errors)
        if not given:
            super(forms.FileField, self).validate(None)
        return given


def words(
    label: Any, help_text: Any = "", *, required: bool = True, longest: int = LONGEST, validators: Any = ()
) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=validators,
    )


class AcceptForm(ActionForm):
    """Which item, in whose hands, until when."""

    item = forms.ModelChoiceField(ServiceItemPage.objects.none(), label=_("Service item"))
    handler = forms.ModelChoiceField(
        StaffMember.objects.none(), label=_("In the hands of"), required=False, empty_label=_("me")
    )
    due = forms.DateField(
        label=_("Promised for"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Proposed by what the item promises; change it where you know better."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["item"].queryset = ServiceItemPage.objects.current().in_order()
        fields["item"].initial = self.case.item_id
        fields["handler"].queryset = people(self.case.office or self.actor.office)
        due = self.case.promised_on or services.promised(self.case.item, self.case)
        fields["due"].initial = due.isoformat()

    def clean_due(self) -> dt.date:
        """Refuse a day that is over, but for one that was promised before, and one too far away."""
        due: dt.date = self.cleaned_data["due"]
        return days.near(due) if self.case.promised_on else days.coming(due)


def people(office: Organisation | None) -> Any:
    """Return who works at an office today."""
    return StaffMember.objects.current().filter(organisation=office).order_by("name", "pk")


class GapsForm(ActionForm):
    """Everything that is missing."""

    gaps = words(_("What is missing"), _("One thing a line, and all of it: the enterprise is told once."))


class CompleteForm(ActionForm):
    """What was missing: words, files, or both."""

    description = words(_("What you add"), required=False, validators=[contacts.no_identity_number])
    files = FilesField(label=_("Photos or files"), required=False)  # type: ignore[assignment]  # a field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        back = self.case.events.filter(name="return").order_by("-sequence").first()
        if back is not None and back.text:  # its words are somebody's, and a help text is not escaped
            self.fields["description"].help_text = linebreaksbr(
                _("We asked for: %(gaps)s") % {"gaps": back.text}, autoescape=True
            )

    def clean(self) -> dict[str, Any]:
        """Ask for one of both; whoever was asked for a photo need not write."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("description") and not cleaned.get("files"):
            self.add_error("description", _("Write what you add, or add a file."))
        return cleaned


class LapseForm(ActionForm):
    """A word to the enterprise, if there is one."""

    text = words(
        _("A word to the enterprise"),
        _("It reads by itself that its time is over and how it files again what it wrote."),
        required=False,
        longest=LONGEST_REASON,
    )


class RefusalForm(ActionForm):
    """Why it is not accepted, and where the enterprise finds help."""

    reason = words(_("Why it cannot be accepted"), _("The enterprise reads this."), longest=LONGEST_REASON)
    other_way = words(
        _("Another way"),
        _("Who can help, with address or telephone. The enterprise reads this."),
        longest=LONGEST_REASON,
    )


class ConfirmRefusalForm(RefusalForm):
    """The same, with the words of the proposal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposal = refusing.open_proposal(self.case)
        for name in ("reason", "other_way"):
            self.fields[name].initial = proposal.data.get(name, "") if proposal else ""


class DeclineRefusalForm(ActionForm):
    """Why the proposal is not followed."""

    reason = words(
        _("Why the proposal is not followed"),
        _("Whoever proposed it and the office read this; the enterprise does not."),
        longest=LONGEST_REASON,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if proposal := refusing.open_proposal(self.case):
            said = _("It was proposed because: %(reason)s") % {"reason": proposal.text}
            self.fields["reason"].help_text = f"{said} {self.fields['reason'].help_text}"


class HandOverForm(ActionForm):
    """To whom, and why."""

    office = forms.ModelChoiceField(Organisation.objects.none(), label=_("Receiving office"))
    reason = words(_("Why"), _("The enterprise and the other office read this."), longest=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [each.pk for each in routing.offices() if each.pk != self.case.office_id]
        fields: Any = self.fields
        fields["office"].queryset = Organisation.objects.filter(pk__in=others)


class WithdrawForm(ActionForm):
    """Why, if the enterprise likes to say."""

    reason = words(
        _("Why"),
        _("Nobody goes on with it then. If you need it later, you can file it again with one press."),
        required=False,
        longest=LONGEST_REASON,
    )


class AssignForm(ActionForm):
    """To whom."""

    handler = forms.ModelChoiceField(StaffMember.objects.none(), label=_("In the hands of"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["handler"].queryset = people(place_of(self.case))


class ReclassifyForm(ActionForm):
    """To which item, and why."""

    item = forms.ModelChoiceField(ServiceItemPage.objects.none(), label=_("Service item"))
    reason = words(_("Why"), _("The enterprise reads this."), longest=LONGEST_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["item"].queryset = ServiceItemPage.objects.current().in_order().exclude(pk=self.case.item_id)


class FilesForm(ActionForm):
    """Files to add."""

    files = FilesField(label=_("Photos or files"))  # type: ignore[assignment]  # a field
