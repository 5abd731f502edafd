"""Whom we may ask for, corrected by whoever filed (PIPL art. 46).

The entry in the record says which of it was corrected, when and by whom, and names nobody (clause 6.2): a
value that is not right is not kept beside the right one. Whoever was the contact is told, for a link can fall
into wrong hands.
"""

import logging
import smtplib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.requests.enterprises import consents, looking, mail, sms
from onestop.requests.workflow import moving
from onestop.requests.workflow.actions import ActionForm
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.requests.workflow.permissions import may
from onestop.site import contacts

logger = logging.getLogger(__name__)

NAME = "contact_corrected"
COLUMNS = ("contact_sealed", "phone_sealed", "phone_print", "email_sealed")


class CorrectForm(ActionForm):
    """Name, telephone and e-mail as they are known; what is right stays."""

    contact_name = forms.CharField(
        label=gettext_lazy("Whom may we ask for?"),
        max_length=40,
        help_text=gettext_lazy("Whoever was the contact until now is told that it has been corrected."),
        error_messages={"required": gettext_lazy("Write whom we may ask for.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=30,
        help_text=gettext_lazy("With its last four digits you follow your request."),
        error_messages={"required": gettext_lazy("Write a telephone number under which we can reach you.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in looking.FIELDS:
            self.fields[name].initial = getattr(self.case, name)

    def clean_contact_name(self) -> str:
        """Return the name; an identity number in it is refused."""
        return contacts.refuse_identity_number(self.cleaned_data["contact_name"])

    def clean_phone(self) -> str:
        """Return the number by its digits."""
        return contacts.clean_phone(self.cleaned_data["phone"])

    def clean_email(self) -> str:
        """Return the address in small letters."""
        return contacts.clean_email(self.cleaned_data["email"])


@transaction.atomic
def correct(pk: int, actor: Actor, data: Mapping[str, Any]) -> Event:
    """Side event ``contact_corrected``: keep what was corrected of the contact.

    Args:
        pk: The case.
        actor: The enterprise, or whoever holds the link.
        data: ``contact_name``, ``phone`` and ``email``, cleaned.

    Raises:
        Refused: It is not theirs, over, the same as before, or the privacy notice was taken back.
    """
    case = moving.locked(pk)
    moving.refuse(may(actor, NAME, case))
    if consents.without_notice().filter(case=case).exists():
        raise Refused(_("You have taken back the privacy notice, so we keep no new contact."))
    before = {name: str(getattr(case, name)) for name in looking.FIELDS}
    changed = [name for name in looking.FIELDS if before[name] != data[name]]
    if not changed:
        raise Refused(_("Nothing was changed."))
    for name in changed:
        setattr(case, name, data[name])
    case.save(update_fields=COLUMNS)
    phone = before["phone"] if "phone" in changed else ""
    email = before["email"] if "email" in changed else ""
    transaction.on_commit(lambda: _tell_former(case, phone, email), robust=True)
    return moving.note(pk, NAME, actor, text="、".join(str(looking.FIELDS[name]) for name in changed))


def _tell_former(case: ServiceRequest, phone: str, email: str) -> None:
    """Tell the former contact, by the ways that are corrected, without a link and without the new one."""
    office = case.office
    phone_of_office = office.phone if office and office.shows_contact else ""
    call = f"{office or settings.WAGTAIL_SITE_NAME} {phone_of_office}".strip()
    said = _(
        "The contact of the request %(number)s was corrected; we write to you no more. "
        "Was it not you? Call %(office)s."
    )
    text = said % {"number": case.number, "office": call}
    try:
        if sms.reaches(phone):
            sms.send(phone, text)
        if email:
            mail.send(email, _("Contact corrected: %(number)s") % {"number": case.number}, text)
    except (sms.NotSent, smtplib.SMTPException, OSError) as error:
        logger.warning("a former contact could not be told: %s", type(error).__name__)
