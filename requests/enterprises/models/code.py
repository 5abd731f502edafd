"""One-time codes."""

from django.db import models
from django.utils import timezone


class PhoneCode(models.Model):
    """A one-time code that was sent to a telephone. Neither the number nor the code can be read from it."""

    phone_print = models.CharField(max_length=64, db_index=True)
    purpose = models.CharField(max_length=20)
    code_hash = models.CharField(max_length=128)
    slot = models.BigIntegerField(editable=False)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            # Two presses at once send one message: the second row is refused.
            models.UniqueConstraint(fields=["phone_print", "slot"], name="one_code_a_minute")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%Y-%m-%d %H:%M}"
