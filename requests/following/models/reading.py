"""Up to which event each side of a case has read: messages are events, which nothing changes."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Who talks with whom about a case."""

    ENTERPRISE = "enterprise", _("Enterprise")
    OFFICE = "office", _("Office")
    DOER = "doer", _("Whoever serves")


class Reading(models.Model):
    """That a side has opened the case when its chain had ``sequence`` events."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.CASCADE, related_name="readings")
    side = models.CharField(max_length=10, choices=Side.choices)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("mark of what was read")
        verbose_name_plural = _("marks of what was read")
        constraints = [models.UniqueConstraint(fields=["case", "side"], name="reading_once_a_side")]

    def __str__(self) -> str:
        return f"{self.case} {self.side} {self.sequence}"
