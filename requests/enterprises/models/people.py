"""Accounts that act for an enterprise, and how somebody is invited."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.site import secrecy


class MembershipRole(models.TextChoices):
    """What somebody may do for the enterprise."""

    OWNER = "owner", pgettext_lazy("of an enterprise", "Owner")
    MEMBER = "member", _("Colleague")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions to the memberships."""

    def current(self) -> Self:
        """Return those that have not ended."""
        return self.filter(ended_at__isnull=True)

    def confirmed(self) -> Self:
        """Return those whose enterprise has been proved: they see what others filed for it, too."""
        return self.current().filter(confirmed_at__isnull=False)

    def owners(self) -> Self:
        """Return those that may invite and remove people."""
        return self.current().filter(role=MembershipRole.OWNER)


class Membership(models.Model):
    """That an account acts for an enterprise.

    A credit code is public: whoever signs up with one sees own cases only until somebody of the network has
    compared the licence (``confirmed_at``). Colleagues that a confirmed owner invites are confirmed.
    """

    enterprise = models.ForeignKey(
        "requests.Enterprise", on_delete=models.PROTECT, related_name="memberships"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=6, choices=MembershipRole.choices)
    note = models.CharField(_("whom it is for"), max_length=40, blank=True)
    since = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(_("proved at"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("person of an enterprise")
        verbose_name_plural = _("people of enterprises")
        ordering = ("enterprise", "role", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "user"], condition=Q(ended_at__isnull=True), name="member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} @ {self.enterprise}"


class Invitation(models.Model):
    """An owner's invitation of a colleague; the link holds a token of which only the hash is kept."""

    enterprise = models.ForeignKey(
        "requests.Enterprise", on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(max_length=6, choices=MembershipRole.choices, default=MembershipRole.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("whom it is for"), max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.enterprise} {self.created_at:%Y-%m-%d}"

    def is_open(self, moment: dt.datetime | None = None) -> bool:
        """Tell whether it can still be used."""
        unused = self.used_at is None and self.revoked_at is None
        return unused and self.expires_at > (moment or timezone.now())


class Person(models.Model):
    """What an account of an enterprise may be reached by; sealed at rest."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person")
    name_sealed = models.TextField(blank=True)
    phone_sealed = models.TextField(blank=True)
    phone_print = models.CharField(max_length=64, blank=True, db_index=True)
    name = secrecy.Sealed("name_sealed")
    phone = secrecy.Sealed("phone_sealed", "phone_print")
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    reminders = models.BooleanField(_("reminders"), default=True)
    suggestions = models.BooleanField(_("suggestions by what I asked before"), default=True)

    class Meta:
        verbose_name = _("contact data of an account")
        verbose_name_plural = _("contact data of accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["phone_print"],
                condition=~Q(phone_print="") & Q(phone_verified_at__isnull=False),
                name="a_verified_phone_signs_one_account_in",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)
