"""The closed lists of training."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """类型: what kind of event it is (5.2)."""

    PUBLICITY = "publicity", pgettext_lazy("training", "Publicity")
    COURSE = "course", pgettext_lazy("training", "Training course")
    POLICY = "policy", pgettext_lazy("training", "Policy explained")
    EXCHANGE = "exchange", pgettext_lazy("training", "Exchange")
    DEMONSTRATION = "demonstration", pgettext_lazy("training", "Demonstration")
    VISIT = "visit", pgettext_lazy("training", "Visit")
    STANDARDS = "standards", pgettext_lazy("training", "Knowledge of standards")
    PROFESSIONALS = "professionals", pgettext_lazy("training", "Professional staff")


HOSTED = frozenset({Kind.DEMONSTRATION, Kind.VISIT})
"""Kinds that take place at an enterprise, which must have agreed (clause 4.2.2.4)."""


class Place(models.TextChoices):
    """State of a registration."""

    CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
    WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")


class Origin(models.TextChoices):
    """How a registration came in."""

    ONLINE = "online", pgettext_lazy("registration", "Online")
    IMPORTED = "imported", pgettext_lazy("registration", "From a list")


class Result(models.TextChoices):
    """Result of an event that ends with an assessment."""

    NONE = "", pgettext_lazy("result", "Not assessed")
    PASSED = "passed", pgettext_lazy("result", "Passed")
    FAILED = "failed", pgettext_lazy("result", "Not passed")


class Stage(models.TextChoices):
    """Where an event stands at a moment; computed, never stored."""

    CALLED_OFF = "called_off", pgettext_lazy("event", "Called off")
    OVER = "over", pgettext_lazy("event", "Over")
    RUNNING = "running", pgettext_lazy("event", "Now")
    FREE = "free", pgettext_lazy("event", "No registration needed")
    SOON = "soon", pgettext_lazy("event", "Registration opens later")
    CLOSED = "closed", pgettext_lazy("event", "Registration closed")
    FULL = "full", pgettext_lazy("event", "Full, waiting list open")
    OPEN = "open", pgettext_lazy("event", "Registration open")


class Opinion(models.IntegerChoices):
    """The four levels of Annex A."""

    VERY_SATISFIED = 4, pgettext_lazy("opinion", "Very satisfied")
    SATISFIED = 3, pgettext_lazy("opinion", "Satisfied")
    FAIR = 2, pgettext_lazy("opinion", "Fair")
    DISSATISFIED = 1, pgettext_lazy("opinion", "Dissatisfied")
