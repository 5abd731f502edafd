"""An enterprise as the platform knows it, and what was known of it before (clause 6.1)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.organisations.choices import Scale
from onestop.catalogue.organisations.credit_code import validate_credit_code
from onestop.requests.enterprises.models.people import Membership
from onestop.requests.workflow import roles


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    """Questions to the enterprises; row rights fail closed."""

    def standing(self) -> Self:
        """Return those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def of_member(self, user: Any) -> Self:
        """Return those that ``user`` belongs to."""
        if not getattr(user, "is_active", False):
            return self.none()
        mine = Membership.objects.current().filter(user=user).values("enterprise")
        return self.standing().filter(pk__in=mine)

    def for_user(self, user: Any) -> Self:
        """Return those that ``user`` may read: own ones, those of readable cases, or all for the centre."""
        if not getattr(user, "is_active", False):
            return self.none()
        if roles.sees_all_cases(user):
            return self.all()
        from onestop.requests.workflow.models import ServiceRequest  # noqa: PLC0415 - the models' own app

        of_cases = ServiceRequest.objects.for_user(user).filter(enterprise__isnull=False)
        return self.filter(
            Q(pk__in=self.of_member(user).values("pk")) | Q(pk__in=of_cases.values("enterprise"))
        )


class Enterprise(models.Model):
    """An enterprise as the platform knows it: one row a credit code."""

    name = models.CharField(_("name"), max_length=120, db_index=True)
    credit_code = models.CharField(
        _("unified social credit code"), max_length=18, blank=True, validators=[validate_credit_code]
    )
    region = models.ForeignKey(
        "catalogue.Region",
        verbose_name=_("region"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enterprises",
    )
    address = models.CharField(pgettext_lazy("place", "address"), max_length=120, blank=True)
    industry = models.CharField(_("industry"), max_length=60, blank=True)
    scale = models.CharField(_("scale of the enterprise"), max_length=6, choices=Scale.choices, blank=True)
    products = models.CharField(_("main products"), max_length=200, blank=True)
    chain = models.CharField(_("industrial chain"), max_length=60, blank=True)
    is_key = models.BooleanField(_("key enterprise"), default=False)
    key_basis = models.CharField(_("why it is a key enterprise"), max_length=200, blank=True)
    verified_on = models.DateField(_("licence compared on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )
    is_sample = models.BooleanField(_("sample data"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        ordering = ("name", "pk")
        permissions = [("merge_enterprise", "Can merge two records of one enterprise")]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code="") & Q(merged_into__isnull=True),
                name="enterprise_once_a_credit_code",
                violation_error_message=_("There is an enterprise with this credit code already."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")), name="not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EnterpriseVersion(models.Model):
    """What the basic information was from some moment on; never changed (clause 6.1, 基本信息)."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="versions")
    values = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of the basic information")
        verbose_name_plural = _("versions of the basic information")
        ordering = ("enterprise", "-at", "-pk")

    def __str__(self) -> str:
        return f"{self.enterprise} {self.at:%Y-%m-%d %H:%M}"
