"""Who looked at protected data, and who promised confidentiality before (clause 6.3)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onestop.requests.workflow.choices import Role


class AccessLog(models.Model):
    """Who looked at protected data of an enterprise, which and why; the enterprise sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    office = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    enterprise = models.ForeignKey(
        "requests.Enterprise", on_delete=models.PROTECT, null=True, blank=True, related_name="looks"
    )
    case = models.ForeignKey(
        "requests.ServiceRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="looks"
    )
    fields = models.JSONField(default=list)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("look at protected data")
        verbose_name_plural = _("looks at protected data")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user}"


class Pledge(models.Model):
    """That somebody promised confidentiality before the first look (clause 6.3)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pledges")
    version = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("pledge of confidentiality")
        verbose_name_plural = _("pledges of confidentiality")
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="pledge_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.version}"
