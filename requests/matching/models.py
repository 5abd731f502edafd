"""Who could serve a case, who was asked and what came of it (clause 4.3.3)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.querysets import organisations_of
from onestop.site import secrecy


class Method(models.TextChoices):
    """Who serves."""

    CENTRE = "centre", _("The office itself")  # 中心（站、网点）自主实施
    PROVIDER = "provider", _("A quality service institution")
    EXPERT = "expert", _("An expert")


class Outcome(models.TextChoices):
    """What became of a match."""

    PROPOSED = "proposed", _("The enterprise is asked")
    DECLINED = "declined", _("The enterprise did not agree")
    ASKED = "asked", _("The institution is asked")
    RETURNED = "returned", _("Given back")
    TAKEN = "taken", _("Taken")
    ENDED = "ended", _("Ended")
    RECALLED = "recalled", _("Taken back by the office")


class Way(models.TextChoices):
    """How an institution without an account told the office what it decided."""

    PHONE = "phone", _("By telephone")
    PAPER = "paper", _("In writing")
    THERE = "there", pgettext_lazy("way of telling", "In person")


OPEN = (Outcome.PROPOSED, Outcome.ASKED, Outcome.TAKEN)
HANDED = (Outcome.ASKED, Outcome.TAKEN, Outcome.ENDED)
"""The data was handed over: whoever was matched so may read the case."""


class MatchQuerySet(models.QuerySet["Match"]):
    """Questions to the matches."""

    def open(self) -> Self:
        """Return those that hold: one a case at most."""
        return self.filter(outcome__in=OPEN)

    def of_provider(self, user: Any) -> Self:
        """Return those by which the institutions of ``user`` have been given a case."""
        return self.filter(
            method=Method.PROVIDER,
            outcome__in=HANDED,
            provider__in=organisations_of(user),
            closed_to_doer=False,
        )

    def of_expert(self, user: Any) -> Self:
        """Return those by which ``user``, an expert of the pool, has been given a case."""
        return self.filter(method=Method.EXPERT, outcome__in=HANDED, expert__user=user, closed_to_doer=False)


class Match(models.Model):
    """One try to bring a case and somebody who serves it together."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.PROTECT, related_name="matches")
    method = models.CharField(max_length=8, choices=Method.choices)
    provider = models.ForeignKey(
        "catalogue.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="matches"
    )
    expert = models.ForeignKey(
        "catalogue.Expert", on_delete=models.PROTECT, null=True, blank=True, related_name="matches"
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.PROPOSED)
    reason = models.CharField(_("why this one"), max_length=300, blank=True)
    question = models.TextField(_("what the expert is asked, without names"), blank=True, max_length=2000)
    check_result = models.JSONField(_("result of the qualification check"), default=dict, blank=True)
    candidates = models.JSONField(_("who else could have"), default=list, blank=True)
    consent = models.ForeignKey(
        "requests.ConsentRecord", on_delete=models.PROTECT, null=True, blank=True, related_name="matches"
    )
    return_reason = models.CharField(_("why it was given back"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Of an institution without an account: who there told the office what it decided, how and when.
    told_by_sealed = models.TextField(blank=True)
    told_by = secrecy.Sealed("told_by_sealed")
    told_way = models.CharField(_("how it was told"), max_length=5, choices=Way.choices, blank=True)
    told_at = models.DateTimeField(_("when it was told"), null=True, blank=True)
    closed_to_doer = models.BooleanField(_("consent withdrawn: nothing is shown any more"), default=False)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ("case", "proposed_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(outcome__in=OPEN), name="one_open_match_a_case"
            ),
            models.CheckConstraint(
                condition=Q(method=Method.PROVIDER, provider__isnull=False, expert__isnull=True)
                | Q(method=Method.CENTRE, provider__isnull=False, expert__isnull=True)
                | Q(method=Method.EXPERT, expert__isnull=False, provider__isnull=True),
                name="match_names_who_serves",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.PROVIDER, outcome__in=HANDED) | Q(consent__isnull=False),
                name="nothing_is_handed_over_without_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} → {self.provider or self.expert}"

    @property
    def outcome_words(self) -> str:
        """Return how far it is, of an expert as of an expert."""
        if self.method == Method.EXPERT and self.outcome == Outcome.ASKED:
            return gettext("The expert is asked")
        return str(Outcome(self.outcome).label)


class CandidateList(models.Model):
    """The candidates that were looked up for a case, with scores and reasons, as they stood then."""

    case = models.ForeignKey(
        "requests.ServiceRequest", on_delete=models.PROTECT, related_name="candidate_lists"
    )
    rows = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("case", "-at", "-pk")

    def __str__(self) -> str:
        return f"{self.case} {self.at:%Y-%m-%d %H:%M}"


class CapabilityGap(models.Model):
    """Something nobody here can do yet: found when a match failed (clause 4.2.5.2)."""

    case = models.ForeignKey("requests.ServiceRequest", on_delete=models.PROTECT, related_name="gaps")
    clause = models.CharField(max_length=12, blank=True)
    wanted = models.CharField(_("what was wanted"), max_length=200)
    standard_number = models.CharField(_("standard number"), max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("gap of capability")
        verbose_name_plural = _("gaps of capability")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.wanted
