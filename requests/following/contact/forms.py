"""What is asked when one writes, urges, keeps in touch, extends or calls back."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from onestop.requests.filing.action_forms import FilesField
from onestop.requests.filing.action_forms import words as sentences
from onestop.requests.following.contact import calls, extending, messages
from onestop.requests.following.contact.log import Way, With
from onestop.requests.following.models.calls import CallMethod, Content, Effect
from onestop.requests.workflow.actions import ActionForm
from onestop.site.contacts import no_telephone

NOTHING = ("", "—")


class MessageForm(ActionForm):
    """A message with files. ``once`` tells a second press from a second message."""

    text = sentences(_("Your message"), _("The office and whoever serves you read it."), required=False)
    files = FilesField(label=_("Files"), required=False)  # type: ignore[assignment]  # Django takes it out of the class
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", str(uuid.uuid4()))
        if messages.side_of(self.actor) != messages.Side.ENTERPRISE:
            self.fields["text"].help_text = _("The enterprise and whoever works on the request read it.")


class UrgeForm(ActionForm):
    """Asking to hurry."""

    text = sentences(_("Why it is urgent"), required=False, longest=300)


class ContactForm(ActionForm):
    """A contact: with whom, how, when, and what was said."""

    whom = forms.ChoiceField(label=_("With whom"), choices=With.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("By which way"), choices=Way.choices)
    text = sentences(
        _("What was said"),
        _("The parties read it: no telephone numbers, please."),
        validators=[no_telephone],
    )
    happened_at = forms.DateTimeField(
        label=_("When, if not just now"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    late_reason = forms.CharField(label=_("Why it is written down only now"), required=False, max_length=200)


class NoteForm(ActionForm):
    """A note that only staff read."""

    text = sentences(pgettext_lazy("on a case", "Note"), _("Only staff read it."))


class SuperviseForm(ActionForm):
    """What the office is to do (督办)."""

    text = sentences(_("What is to be done, and until when"), _("Office and centre read it."), longest=500)


class ExtendForm(ActionForm):
    """More time."""

    days = forms.IntegerField(label=_("Working days more"), min_value=1)
    reason = sentences(_("Reason"), _("The enterprise reads it."), longest=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = extending.days_left(self.case)
        self.fields["days"].widget.attrs["max"] = left
        most = gettext("At most %(n)s working days can still be added.")
        self.fields["days"].help_text = most % {"n": left}


class CallBackForm(ActionForm):
    """A call-back, reached or not."""

    reached = forms.TypedChoiceField(
        label=_("Did you reach somebody?"),
        choices=[("yes", _("Yes")), ("no", _("No, try again later"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    method = forms.ChoiceField(label=_("By which way"), choices=[NOTHING, *CallMethod.choices])
    happened_at = forms.DateTimeField(
        label=_("When, if not just now"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    person = forms.CharField(label=_("With whom you talked"), required=False, max_length=40)
    effect = forms.ChoiceField(
        label=_("What the service has brought"), choices=[NOTHING, *Effect.choices], required=False
    )
    content = forms.ChoiceField(
        label=_("How content the enterprise is"), choices=[NOTHING, *Content.choices], required=False
    )
    words = sentences(_("What the enterprise said"), required=False)
    new_need = sentences(
        _("What it needs further"),
        _("A new request is made of it, tied to this one; nothing has to be typed again."),
        required=False,
    )
    has_complaint = forms.BooleanField(
        label=_("The enterprise complains"),
        help_text=_(
            "This alone starts nothing. The complaint itself is written down by the window or the centre, or "
            "by the enterprise on the page “Complain”."
        ),
        required=False,
    )
    late_reason = forms.CharField(label=_("Why it is written down only now"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = calls.next_of(self.case)
        if due:
            tried = due.tries.count()
            words_of = _("%(why)s, due on %(day)s; tried %(n)s times so far.")
            self.fields["reached"].help_text = words_of % {
                "why": due.get_why_display(),
                "day": due.due_on.isoformat(),
                "n": tried,
            }
