"""Enterprises, their people, consents, and who has looked at what (clauses 6.1, 6.3)."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.organisations.choices import Scale
from onestop.catalogue.organisations.credit_code import validate_credit_code
from onestop.requests.workflow import roles
from onestop.site import secrecy


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


class MembershipRole(models.TextChoices):
    """What somebody may do for the enterprise."""

    OWNER = "owner", _("Owner")
    MEMBER = "member", _("Colleague")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions to the memberships."""

    def current(self) -> Self:
        """Return those that have not ended."""
        return self.filter(ended_at__isnull=True)


class Membership(models.Model):
    """That an account acts for an enterprise."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=6, choices=MembershipRole.choices)
    since = models.DateTimeField(default=timezone.now)
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

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=6, choices=MembershipRole.choices, default=MembershipRole.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("for whom"), max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
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
        return self.used_at is None and self.expires_at > (moment or timezone.now())


class PhoneCode(models.Model):
    """A one-time code that was sent to a telephone. Neither the number nor the code can be read from it."""

    phone_print = models.CharField(max_length=64, db_index=True)
    purpose = models.CharField(max_length=20)
    code_hash = models.CharField(max_length=128)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%Y-%m-%d %H:%M}"


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

    @classmethod
    def current(cls) -> "PrivacyNotice | None":
        """Return the version in force today."""
        return cls.objects.filter(valid_from__lte=timezone.localdate()).order_by("-valid_from").first()


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
    """A consent: of whom, to what, for whom, for which data, when; withdrawn when (PIPL 14–16, 23; clause 6.3)."""

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="consents"
    )
    case = models.ForeignKey(
        "requests.ServiceRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="consents"
    )
    purpose = models.CharField(max_length=9, choices=Purpose.choices)
    receiver = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
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


class AccessLog(models.Model):
    """Who looked at protected data of an enterprise, which and why; the enterprise sees it (谁看过我的信息)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=roles.Role.choices)
    office = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="looks"
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


class Person(models.Model):
    """What an account of an enterprise may be reached by; sealed at rest."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person")
    phone_sealed = models.TextField(blank=True)
    phone_print = models.CharField(max_length=64, blank=True, db_index=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    reminders = models.BooleanField(_("reminders"), default=True)
    suggestions = models.BooleanField(_("suggestions by what I asked before"), default=True)

    class Meta:
        verbose_name = _("contact data of an account")
        verbose_name_plural = _("contact data of accounts")

    def __str__(self) -> str:
        return str(self.user)

    @property
    def phone(self) -> str:
        """Return the telephone number."""
        return secrecy.unseal(self.phone_sealed)

    @phone.setter
    def phone(self, value: str) -> None:
        self.phone_sealed, self.phone_print = secrecy.seal(value), secrecy.fingerprint(value)
