"""What participants are still to be told by e-mail."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onestop.home.training.models.registration import Registration


class OwedMailQuerySet(models.QuerySet["OwedMail"]):
    """Mails by what becomes of them."""

    def due(self, now: dt.datetime | None = None) -> Self:
        """Return what may go out now, the oldest first."""
        return self.filter(not_before__lte=now or timezone.now()).order_by("pk")

    def failed(self) -> Self:
        """Return what is not tried any more."""
        return self.filter(not_before__isnull=True)


class OwedMail(models.Model):
    """A mail that has not gone out: written with what it is about, deleted once it is sent.

    It holds neither address nor text; both are those of the moment in which it goes out.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="owed_mails")
    letter = models.CharField(max_length=10)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, default=timezone.now, db_index=True)

    objects = models.Manager.from_queryset(OwedMailQuerySet)()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("mail to be sent")
        constraints = [
            models.UniqueConstraint(fields=["registration", "letter"], name="owed_mail_once_a_letter")
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.letter}"
