"""The privacy notice, and who agreed to what (PIPL art. 13 to 17 and 23; clause 6.3)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PrivacyNotice(models.Model):
    """A version of the privacy notice (PIPL art. 17). What was agreed to stays readable."""

    version = models.CharField(_("version"), max_length=40, unique=True)
    valid_from = models.DateField(_("in force from"), unique=True)
    handler = models.CharField(_("who handles the data"), max_length=120)
    contact = models.CharField(_("how to reach the handler"), max_length=200)
    purpose = models.TextField(_("what for and how"))
    kinds = models.TextField(_("which data"))
    retention = models.TextField(_("how long"))
    sharing = models.TextField(_("who else gets them"))
    rights = models.TextField(_("your rights and how to use them"))

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        ordering = ("-valid_from",)

    def __str__(self) -> str:
        return self.version

    def is_to_come(self) -> bool:
        """Tell whether it is not in force yet."""
        return self.valid_from > timezone.localdate()

    @classmethod
    def current(cls) -> "PrivacyNotice | None":
        """Return the version in force today."""
        return cls.objects.filter(valid_from__lte=timezone.localdate()).order_by("-valid_from").first()


class NoticeReceipt(models.Model):
    """That an account was shown a version of the notice and went on (PIPL art. 17: told again)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_receipts"
    )
    version = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("receipt of the privacy notice")
        verbose_name_plural = _("receipts of the privacy notice")
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="notice_read_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.version}"


class Purpose(models.TextChoices):
    """What somebody agreed to."""

    NOTICE = "notice", _("Privacy notice")
    HAND_OVER = "hand_over", _("Handing data to an institution or expert")  # 单独同意
    PUBLISH = "publish", _("Publishing the name")
    QUESTION = "question", _("Publishing question and answer without names")
    MESSAGES = "messages", _("Messages about similar services")


class ConsentQuerySet(models.QuerySet["ConsentRecord"]):
    """Questions to the consents."""

    def valid(self) -> Self:
        """Return those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class ConsentRecord(models.Model):
    """A consent: of whom, to what, for whom, for which data, given and withdrawn when (clause 6.3)."""

    enterprise = models.ForeignKey(
        "requests.Enterprise", on_delete=models.PROTECT, null=True, blank=True, related_name="consents"
    )
    case = models.ForeignKey(
        "requests.ServiceRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="consents"
    )
    purpose = models.CharField(max_length=9, choices=Purpose.choices)
    receiver = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expert = models.ForeignKey(
        "catalogue.Expert", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    receiver_name = models.CharField(max_length=120, blank=True)
    fields = models.JSONField(default=list, blank=True)
    version = models.CharField(max_length=40, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("-given_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.given_at:%Y-%m-%d}"
