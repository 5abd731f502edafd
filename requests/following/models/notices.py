"""What people are told about a case, by which channel, and whether it went out (clause 4.3.4.1).

A row holds no address and no text: both are looked up when it goes out, so nothing private lies about here.
"""

import re
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.catalogue.organisations.querysets import organisations_of
from onestop.site import secrecy

PLACEHOLDERS = ("number", "item", "link", "due", "site")
"""All that a text may name: nobody’s name, telephone or words."""


class Channel(models.TextChoices):
    """How somebody is told."""

    IN_SITE = "in_site", gettext_lazy("On the platform")
    EMAIL = "email", gettext_lazy("E-mail")
    SMS = "sms", gettext_lazy("SMS")
    WECOM = "wecom", gettext_lazy("WeCom group")


class To(models.TextChoices):
    """Who is told."""

    ENTERPRISE = "enterprise", gettext_lazy("Enterprise")
    OFFICE = "office", gettext_lazy("Office")
    DOER = "doer", gettext_lazy("Whoever serves")
    CENTRE = "centre", gettext_lazy("Service centre")
    SUPERVISOR = "supervisor", gettext_lazy("Supervising authority")
    PROPOSER = "proposer", gettext_lazy("Whoever proposed it")


class Delivery(models.TextChoices):
    """How far a notice has come."""

    WAITING = "waiting", gettext_lazy("Waiting")
    SENT = "sent", gettext_lazy("Handed over")
    READ = "read", gettext_lazy("Read")
    FAILED = "failed", gettext_lazy("Could not be sent")
    DROPPED = "dropped", gettext_lazy("Not sent: no address")


class NotificationTemplate(models.Model):
    """A version of the words of one kind of notice. A changed text is a new version; old ones stay."""

    kind = models.CharField(gettext_lazy("kind"), max_length=24, db_index=True)
    version = models.PositiveSmallIntegerField(gettext_lazy("version"), editable=False)
    subject = models.CharField(pgettext_lazy("notification", "subject"), max_length=120)
    text = models.TextField(
        gettext_lazy("text"),
        max_length=600,
        help_text=gettext_lazy("May name {number}, {item}, {link}, {due} and {site}, and nothing else."),
    )
    short = models.CharField(
        gettext_lazy("text as SMS"),
        max_length=140,
        help_text=gettext_lazy("May name {number}, {item}, {link}, {due} and {site}, and nothing else."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(gettext_lazy("in force since"), default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("text of a notice")
        verbose_name_plural = gettext_lazy("texts of notices")
        ordering = ("kind", "-version")
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="notice_template_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}"

    def clean(self) -> None:
        """Refuse a text that names anything else than the placeholders.

        Raises:
            ValidationError: with a message a field.
        """
        wrong = {
            name: [_("“%(what)s” is not known; use %(known)s.") % {"what": what, "known": known_words()}]
            for name in ("subject", "text", "short")
            if (what := unknown(getattr(self, name)))
        }
        if wrong:
            raise ValidationError(wrong)


def known_words() -> str:
    """Return the placeholders as one types them."""
    return "、".join(f"{{{name}}}" for name in PLACEHOLDERS)


def unknown(text: str) -> str:
    """Return the first thing in braces that is no placeholder, or a brace without its other half."""
    for name in PLACEHOLDERS:
        text = text.replace(f"{{{name}}}", "")
    found = re.search(r"\{[^{}]{0,20}\}?|\}", text)
    return found.group().strip() if found else ""


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Questions to the notices."""

    def waiting(self) -> Self:
        """Return those that are to go out now."""
        return self.filter(state=Delivery.WAITING, not_before__lte=timezone.now())

    def in_site_for(self, user: Any) -> Self:
        """Return what ``user`` reads on the platform: addressed to the account, or to where it works."""
        if not getattr(user, "is_active", False):
            return self.none()
        mine = Q(user=user) | Q(user__isnull=True, office__in=organisations_of(user))
        return self.filter(mine, channel=Channel.IN_SITE).exclude(state=Delivery.WAITING)

    def unread(self) -> Self:
        """Return those nobody has opened."""
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """That somebody is told something by one channel."""

    case = models.ForeignKey(
        "requests.ServiceRequest", on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=24, db_index=True)
    key = models.CharField(max_length=80, unique=True)
    to = models.CharField(gettext_lazy("to whom"), max_length=10, choices=To.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    office = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    channel = models.CharField(gettext_lazy("by which channel"), max_length=7, choices=Channel.choices)
    state = models.CharField(
        gettext_lazy("delivery"), max_length=7, choices=Delivery.choices, default=Delivery.WAITING
    )
    template = models.ForeignKey(
        NotificationTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    link_sealed = models.TextField(blank=True, editable=False)
    not_before = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(gettext_lazy("tries"), default=0)
    fault = models.CharField(gettext_lazy("why not"), max_length=60, blank=True)
    created_at = models.DateTimeField(gettext_lazy("made at"), default=timezone.now)
    sent_at = models.DateTimeField(gettext_lazy("handed over at"), null=True, blank=True)
    read_at = models.DateTimeField(gettext_lazy("read at"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("notice")
        verbose_name_plural = gettext_lazy("notices")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["state", "not_before"], name="notice_waiting"),
            models.Index(fields=["user", "read_at"], name="notice_of_user"),
            models.Index(fields=["office", "read_at"], name="notice_of_office"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.kind} {self.channel}"

    @property
    def link(self) -> str:
        """Return the path of its own link, if it has one; it is forgotten once the notice went out."""
        return secrecy.unseal(self.link_sealed)

    @link.setter
    def link(self, value: str) -> None:
        self.link_sealed = secrecy.seal(value) if value else ""
