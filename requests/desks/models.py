"""What the desks keep of their own: which press of a button has been taken."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Press(models.Model):
    """One press of a button of a staff form; a second one of the same form finds it and does nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("press of a button")
        verbose_name_plural = _("presses of buttons")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="press_once")]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.key}"
