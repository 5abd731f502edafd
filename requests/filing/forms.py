"""The screens of the form: the need, whom we may ask for, and both on one page for staff."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.credit_code import tidy, validate_credit_code
from onestop.catalogue.organisations.models import Organisation, Region
from onestop.catalogue.services.models import ServiceItemPage
from onestop.requests.filing import details, routing
from onestop.requests.filing.action_forms import FilesField
from onestop.requests.workflow import clock, days
from onestop.requests.workflow.choices import Channel
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import contacts
from onestop.standards import numbers

LONGEST = 2000
SHORTEST = 4
TRAP = "website"
"""A field that people do not see; whoever fills it in is a program."""


class NeedForm(forms.Form):
    """What is needed, by when, with which photos."""

    description = forms.CharField(
        label=_("Say what it is about"),
        help_text=_("What it is, how many, where it is used. No identity card or bank account numbers."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "data-count": LONGEST}),
        error_messages={
            "required": _("Write in a few words what you need."),
            "max_length": _("This is too long. Keep to %(limit_value)s characters; the rest can be a file."),
        },
    )
    wanted_by = forms.DateField(
        label=_("By when do you need it?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date. Write it like 2026-12-31.")},
    )
    files = FilesField(label=_("Photos or a list"), required=False)  # type: ignore[assignment]  # a field

    def __init__(self, *args: Any, item: ServiceItemPage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted_by"].widget.attrs |= {
            "min": clock.today().isoformat(),
            "max": days.last_day().isoformat(),
        }
        self.questions = details.questions_for(item)
        for question in self.questions:
            self.fields[question.name] = forms.ChoiceField(
                label=str(question.label),
                choices=list(question.answers.items()),
                widget=forms.RadioSelect,
                required=False,
            )
        self.wishes = details.wishes_for(item)
        for wish in self.wishes:
            self.fields[wish.name] = forms.CharField(
                label=str(wish.labels[item.kind]) if item else "",
                max_length=wish.longest,
                required=False,
                help_text=str(wish.help),
                validators=[contacts.no_identity_number],
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        further = [each.name for each in self.questions]
        self.order_fields(
            ["description", *(each.name for each in self.wishes), "wanted_by", *further, "files"]
        )

    def clean_description(self) -> str:
        """Return the words as they were set, in lines; an identity number in them is refused."""
        text: str = self.cleaned_data["description"].replace("\r\n", "\n").strip()
        contacts.no_identity_number(text)
        if len(text) < SHORTEST:
            raise ValidationError(_("Say a little more, so that we know whom to ask."))
        return text

    def clean_wanted_by(self) -> dt.date | None:
        """Refuse a day that is over or too far away."""
        day: dt.date | None = self.cleaned_data["wanted_by"]
        return days.coming(day) if day else None

    def answers(self) -> dict[str, str]:
        """Return the answers to what is asked by kind of service."""
        names = [*(each.name for each in self.questions), *(each.name for each in self.wishes)]
        given = {name: self.cleaned_data.get(name, "") for name in names}
        number = numbers.parse(given.get(details.STANDARD) or "")
        if number and not number.bare:
            given[details.STANDARD] = numbers.display(number)
        return {name: answer for name, answer in given.items() if answer}


class CountyField(forms.ModelChoiceField):
    """A county of the site's region; left open for an enterprise from elsewhere."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Region.objects.none(), **kwargs)
        self.empty_label = _("Elsewhere, or I do not know")

    def label_from_instance(self, region: Any) -> str:
        """Show the whole name."""
        return str(region.name)


class ContactForm(forms.Form):
    """The enterprise and whom we may ask for; no more is asked than what the notice names."""

    enterprise_name = forms.CharField(
        label=_("Enterprise"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("As on the business licence, or the name everybody knows."),
        error_messages={"required": _("Write the name of the enterprise.")},
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("18 characters on the licence. With it all your requests stand in one archive."),
    )
    region = CountyField(label=_("Where is it?"), required=False)
    contact_name = forms.CharField(
        label=_("Whom may we ask for?"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write whom we may ask for.")},
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
        help_text=_("With its last four digits you follow your request."),
        error_messages={"required": _("Write a telephone number under which we can reach you.")},
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    office = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Which office shall receive it?"),
        required=False,
        empty_label=_("Choose the nearest that can help"),
    )
    consent = forms.BooleanField(
        label=_("I have read the privacy notice below and agree."),
        help_text=_("Used for this request only; before anybody else gets your data, we ask you again."),
        error_messages={
            "required": _("Without your agreement to the privacy notice we may not keep your request.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["region"].queryset = Region.objects.counties()
        fields["office"].queryset = _in_order(routing.offices())

    def clean_enterprise_name(self) -> str:
        """Return the name in one width; an identity number in it is refused."""
        return contacts.refuse_identity_number(self.cleaned_data["enterprise_name"])

    def clean_contact_name(self) -> str:
        """Return the name; an identity number in it is refused."""
        return contacts.refuse_identity_number(self.cleaned_data["contact_name"])

    def clean_credit_code(self) -> str:
        """Return the code as it is written; a wrong check character is said."""
        code = tidy(self.cleaned_data["credit_code"])
        if code:
            validate_credit_code(code)
        return code

    def clean_phone(self) -> str:
        """Return the number by its digits."""
        return contacts.clean_phone(self.cleaned_data["phone"])

    def clean_email(self) -> str:
        """Return the address in small letters."""
        return contacts.clean_email(self.cleaned_data["email"])

    def data_of(self, notice_version: str) -> dict[str, Any]:
        """Return what ``services`` are given."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "consent"}
        return {**data, "notice_version": notice_version}


def contact_initial(case: ServiceRequest) -> dict[str, Any]:
    """Return what a draft knows of the enterprise; the box of the notice is ticked once it was agreed to."""
    names = ("enterprise_name", "credit_code", "contact_name", "phone", "email", "region", "office")
    return {**{name: getattr(case, name) for name in names}, "consent": bool(case.notice_version)}


def _in_order(offices: Iterable[Organisation]) -> Any:
    """Return the offices as a queryset, centre first."""
    keys = [office.pk for office in offices]
    return Organisation.objects.filter(pk__in=keys).order_by("kind", "name")


class StaffForm(NeedForm, ContactForm):
    """All of it on one page, for somebody who writes down what is said at a window or on the telephone."""

    channel = forms.ChoiceField(label=_("How it came"), widget=forms.RadioSelect)
    item = forms.ModelChoiceField(
        ServiceItemPage.objects.none(),
        label=_("Service item"),
        required=False,
        empty_label=_("Not clear yet"),
    )
    consent = forms.BooleanField(
        label=_("I have read out or shown the privacy notice, and the enterprise agrees."),
        error_messages={"required": _("Without the agreement of the enterprise its request is not kept.")},
    )

    CHANNELS = (Channel.WINDOW, Channel.PHONE, Channel.VISIT, Channel.OUTLET)
    ORDER = (
        *("channel", "item", "description", "wanted_by", "enterprise_name", "credit_code", "region"),
        *("contact_name", "phone", "email", "office", "files", "consent"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["channel"].choices = [(each.value, each.label) for each in self.CHANNELS]
        fields["item"].queryset = ServiceItemPage.objects.current().in_order()
        fields["office"].empty_label = _("Here, or the nearest that can help")
        self.order_fields(self.ORDER)
