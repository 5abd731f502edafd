"""学时证明: what anybody can check by its code."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onestop.home.training.choices import Result
from onestop.home.training.querysets import ProofQuerySet

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters and digits that nobody takes for another."""

CODE_LENGTH = 12


def new_code() -> str:
    """Return a code that cannot be guessed: 60 bits."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(CODE_LENGTH))


class Proof(models.Model):
    """States that somebody took part. It stands alone: event, days and hours are those of its issue."""

    registration = models.OneToOneField("home.Registration", on_delete=models.PROTECT, related_name="proof")
    code = models.CharField(_("verification code"), max_length=CODE_LENGTH, unique=True, default=new_code)
    masked_name = models.CharField(_("name as shown"), max_length=4)
    title = models.CharField(_("event"), max_length=255)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until when"))
    hours = models.DecimalField(_("class hours"), max_digits=5, decimal_places=1)
    passed = models.BooleanField(_("assessment passed"), default=False)
    issuer = models.CharField(_("issuer"), max_length=100, blank=True)
    issued_on = models.DateField(_("handed out on"))
    issued_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_reason = models.CharField(_("reason of the revocation"), max_length=200, blank=True)

    objects = models.Manager.from_queryset(ProofQuerySet)()

    class Meta:
        verbose_name = _("proof of attendance")
        verbose_name_plural = _("proofs of attendance")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_reason=""),
                name="proof_revoked_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shown_code} {self.masked_name}"

    def get_absolute_url(self) -> str:
        """Return where everybody can check it."""
        return reverse("training_verify", args=[self.shown_code])

    @property
    def assessment(self) -> str:
        """Return that the assessment was passed; nothing of an event that has none."""
        return str(Result.PASSED.label) if self.passed else ""

    @property
    def shown_code(self) -> str:
        """Return the code in three groups of four."""
        return "-".join(self.code[at : at + 4] for at in range(0, CODE_LENGTH, 4))
