"""Who takes part, and who came."""

import secrets
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.organisations import credit_code
from onestop.home.training.choices import Origin, Place, Result
from onestop.home.training.querysets import RegistrationQuerySet
from onestop.site import secrecy

if TYPE_CHECKING:
    from onestop.home.training.models.proof import Proof

NUMBER_DIGITS = 8


def new_number() -> str:
    """Return a number that is easy to say on the telephone and tells nothing about how many there are."""
    return "".join(secrets.choice("0123456789") for _digit in range(NUMBER_DIGITS))


class Registration(models.Model):
    """One person's place at an event, with the least data that does: a name, an enterprise, a contact.

    Telephone and e-mail are sealed (``secrecy``) and never part of an address, a log, a public page or the
    index. There is no field for an identity card number (clause 4.2.1.4).
    """

    event = models.ForeignKey(
        "home.TrainingEventPage",
        verbose_name=_("event"),
        on_delete=models.PROTECT,
        related_name="registrations",
    )
    number = models.CharField(
        _("registration number"), max_length=NUMBER_DIGITS, unique=True, default=new_number
    )
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=40)
    enterprise = models.CharField(_("enterprise"), max_length=100)
    credit_code = models.CharField(
        _("unified social credit code"),
        max_length=credit_code.LENGTH,
        blank=True,
        validators=[credit_code.validate_credit_code],
        help_text=_("By it the training goes into the quality archive of the enterprise."),
    )
    sealed_phone = models.TextField(blank=True, editable=False)
    sealed_email = models.TextField(blank=True, editable=False)
    contact_key = models.CharField(max_length=64, blank=True, editable=False)
    place = models.CharField(pgettext_lazy("registration", "state"), max_length=9, choices=Place.choices)
    origin = models.CharField(_("came in"), max_length=8, choices=Origin.choices, default=Origin.ONLINE)
    result = models.CharField(
        _("result of the assessment"), max_length=6, choices=Result.choices, blank=True, default=Result.NONE
    )
    told_off = models.BooleanField(_("told that the event is called off"), default=False, editable=False)
    consented_at = models.DateTimeField(_("consent given"), null=True, editable=False)
    notice_version = models.CharField(max_length=12, blank=True, editable=False)
    created_at = models.DateTimeField(_("registered at"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    purged_at = models.DateTimeField(_("personal data deleted at"), null=True, editable=False)

    objects = models.Manager.from_queryset(RegistrationQuerySet)()

    proof: "Proof"

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["event", "place", "created_at"], name="registration_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "contact_key"],
                condition=~Q(place=Place.CANCELLED) & ~Q(contact_key=""),
                name="registration_once_an_event",
            ),
            models.CheckConstraint(
                condition=~Q(contact_key="") | Q(purged_at__isnull=False), name="registration_has_a_contact"
            ),
        ]
        permissions = [
            ("check_in_registration", "Can record who came"),
            ("import_registration", "Can import trainees"),
            ("export_registration", "Can export lists with contacts"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_number} {secrecy.mask_name(self.name)}".strip()

    @property
    def shown_number(self) -> str:
        """Return the number in two groups of four."""
        return f"{self.number[:4]} {self.number[4:]}"

    @property
    def phone(self) -> str:
        """Return the telephone number, empty if there is none or it was deleted."""
        return secrecy.unseal(self.sealed_phone)

    @property
    def email(self) -> str:
        """Return the e-mail address, empty if there is none or it was deleted."""
        return secrecy.unseal(self.sealed_email)

    @property
    def masked_name(self) -> str:
        """Return what of the name everybody may see."""
        return secrecy.mask_name(self.name)

    @property
    def masked_contact(self) -> str:
        """Return the contact with its middle covered."""
        return secrecy.mask_contact(self.phone or self.email)

    def set_contact(self, phone: str, email: str) -> None:
        """Seal the contact, both in their one form (``contacts``); the telephone is what makes it unique."""
        self.sealed_phone, self.sealed_email = secrecy.seal(phone), secrecy.seal(email)
        self.contact_key = secrecy.fingerprint(phone or email)


class Attendance(models.Model):
    """A person was there at a session."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    session = models.ForeignKey("home.TrainingSession", on_delete=models.CASCADE, related_name="attendances")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by_code = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["registration", "session"], name="attendance_once_a_session")
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.session_id}"
