"""Call-backs (企业回访): what is to be asked until when, each try, and what was said (clause 4.3.4.2)."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.requests.workflow.models import ServiceRequest
from onestop.site import secrecy


class Why(models.TextChoices):
    """By which rule a call-back is due."""

    FIRST = "first", _("After completion")
    LATER = "later", _("Lasting effect")
    LOW_SCORE = "low_score", _("Not content")


class CallMethod(models.TextChoices):
    """By which way the enterprise was asked."""

    PHONE = "phone", _("Telephone")
    VISIT = "visit", pgettext_lazy("contact", "Visit")
    WECOM = "wecom", _("WeChat")
    WINDOW = "window", pgettext_lazy("contact", "At the window")
    ONLINE = "online", _("On the platform")


class CallOutcome(models.TextChoices):
    """What became of a call-back."""

    OPEN = "open", _("To be done")
    REACHED = "reached", _("Done")
    UNREACHABLE = "unreachable", pgettext_lazy("call-back", "Not reached")  # 未联系上
    DROPPED = "dropped", _("Dropped: opened again")


class Effect(models.TextChoices):
    """What the service has brought."""

    GOOD = "good", _("The problem is solved")
    PARTLY = "partly", _("Partly solved")
    NONE = "none", _("Not solved")


class Content(models.TextChoices):
    """How content the enterprise says it is; the four words of Annex A."""

    VERY = "very", _("Very satisfied")  # 非常满意
    SATISFIED = "satisfied", _("Satisfied")  # 满意
    SO_SO = "so_so", _("So-so")  # 一般
    NOT = "not", _("Not satisfied")  # 不满意


class CallBackQuerySet(models.QuerySet["CallBack"]):
    """Questions to the call-backs; row rights are those of the cases."""

    def for_user(self, user: Any) -> Self:
        """Return those of cases that ``user`` may read."""
        return self.filter(case__in=ServiceRequest.objects.for_user(user).values("pk"))

    def open(self) -> Self:
        """Return those still to be done."""
        return self.filter(outcome=CallOutcome.OPEN)

    def overdue(self, today: dt.date | None = None) -> Self:
        """Return those that should have been done before today."""
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def due(self, today: dt.date | None = None) -> Self:
        """Return those to be done today or before."""
        return self.open().filter(due_on__lte=today or timezone.localdate())


class CallBack(models.Model):
    """One call-back of a case. What was said may name people, so it is sealed."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.PROTECT, related_name="call_backs")
    why = models.CharField(pgettext_lazy("call-back", "why"), max_length=9, choices=Why.choices)
    after = models.ForeignKey(
        "requests.Event", verbose_name=_("after"), on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(_("due on"))
    outcome = models.CharField(
        pgettext_lazy("call-back", "outcome"),
        max_length=11,
        choices=CallOutcome.choices,
        default=CallOutcome.OPEN,
    )
    method = models.CharField(_("by which way"), max_length=6, choices=CallMethod.choices, blank=True)
    person_sealed = models.TextField(blank=True)
    effect = models.CharField(_("effect"), max_length=6, choices=Effect.choices, blank=True)
    content = models.CharField(_("how content"), max_length=9, choices=Content.choices, blank=True)
    words_sealed = models.TextField(blank=True)
    new_need = models.ForeignKey(
        "requests.ServiceRequest",
        verbose_name=_("request that came of it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    has_complaint = models.BooleanField(_("the enterprise complains"), default=False)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        verbose_name = _("call-back")
        verbose_name_plural = _("call-backs")
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["case", "why", "after"], name="call_back_once"),
            models.CheckConstraint(
                condition=~Q(outcome="reached")
                | (~Q(words_sealed="") & ~Q(method="") & Q(done_at__isnull=False)),
                name="call_back_says_what_was_said",
            ),
        ]
        indexes = [models.Index(fields=["outcome", "due_on"], name="call_back_due")]

    def __str__(self) -> str:
        return f"{self.case} {self.get_why_display()}"

    @property
    def person(self) -> str:
        """Return whom one talked with."""
        return secrecy.unseal(self.person_sealed)

    @person.setter
    def person(self, value: str) -> None:
        self.person_sealed = secrecy.seal(value.strip())

    @property
    def words(self) -> str:
        """Return what was said."""
        return secrecy.unseal(self.words_sealed)

    @words.setter
    def words(self, value: str) -> None:
        self.words_sealed = secrecy.seal(value.strip())

    @property
    def is_low(self) -> bool:
        """Tell whether the enterprise is not content."""
        return self.content == Content.NOT or self.effect == Effect.NONE


class CallTry(models.Model):
    """A try at which nobody was reached."""

    call_back = models.ForeignKey(CallBack, on_delete=models.CASCADE, related_name="tries")
    method = models.CharField(_("by which way"), max_length=6, choices=CallMethod.choices)
    at = models.DateTimeField(_("tried at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("try of a call-back")
        verbose_name_plural = _("tries of call-backs")
        ordering = ("at", "pk")
        constraints = [models.UniqueConstraint(fields=["call_back", "at"], name="call_try_once")]

    def __str__(self) -> str:
        return f"{self.call_back} {self.at:%Y-%m-%d %H:%M}"
