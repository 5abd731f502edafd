"""The form in which an event is edited."""

from typing import Any

from django.utils.translation import gettext as _

from onestop.home.rules import PublishRulesForm


class EventForm(PublishRulesForm):
    """Keeps sessions at which somebody was: who came, and the class hours, would go with them."""

    def clean(self) -> dict[str, Any]:
        """Refuse to delete such a session, above the table of sessions."""
        cleaned: dict[str, Any] = super().clean()
        sessions = self.formsets.get("sessions")
        if sessions is None:
            return cleaned
        sessions.is_valid()  # fills cleaned_data
        for form in sessions.forms:
            gone = getattr(form, "cleaned_data", {}).get("DELETE") and form.instance.pk
            if gone and form.instance.attendances.exists():
                message = _(
                    "“%(session)s” cannot be deleted: its attendance has been recorded, and proofs may rest "
                    "on it. Take the attendance back in the register first."
                )
                sessions.non_form_errors().append(message % {"session": form.instance})
        return cleaned
