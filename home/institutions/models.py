"""Institutions in versions, objectives with target and actual value, and the pages that show them."""

import datetime as dt
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField

from onestop.home.institutions.kinds import EXPECTED, Kind


class State(models.TextChoices):
    """What a version is today; follows from the days of effect."""

    CURRENT = "current", _("In force")
    UPCOMING = "upcoming", _("Not yet in force")
    ENDED = "withdrawn", _("Abolished")


class Institution(ClusterableModel):
    """A document by which the platform works. Its text is in its versions."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(_("word in the address"), max_length=60, unique=True)
    sample = models.BooleanField(_("sample"), default=False)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("slug"), FieldPanel("sample")]),
        InlinePanel("versions", heading=_("Versions"), label=_("version"), min_num=1),
    ]

    class Meta:
        verbose_name = _("institution document")
        verbose_name_plural = _("institution documents")
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.title

    def place(self) -> tuple[int, str]:
        """Return where the document stands among the others: in the order of the checklist."""
        return Kind.values.index(self.kind), self.title

    def in_order(self) -> list["InstitutionVersion"]:
        """Return the versions, newest first."""
        return sorted(self.versions.all(), key=lambda each: (each.effective_on, each.number), reverse=True)

    def current(self, day: dt.date | None = None) -> "InstitutionVersion | None":
        """Return the version that counts on ``day``, today when left out."""
        on = day or timezone.localdate()
        return next((each for each in self.in_order() if each.effective_on <= on), None)

    @staticmethod
    def missing_kinds() -> list[Kind]:
        """Return the expected kinds of which no version is in force today."""
        versions = InstitutionVersion.objects.filter(effective_on__lte=timezone.localdate())
        there = set(versions.values_list("institution__kind", flat=True))
        return [kind for kind in EXPECTED if kind not in there]


class InstitutionVersion(models.Model):
    """One version; an older one stays readable as abolished."""

    institution = ParentalKey(Institution, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"), default=1, validators=[MinValueValidator(1)])
    effective_on = models.DateField(_("effective on"))
    text = RichTextField(_("text"), features=["h2", "h3", "bold", "ol", "ul", "link"])
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("signed document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    changes = models.CharField(_("what this version changes"), max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("effective_on")]),
        FieldPanel("changes"),
        FieldPanel("text"),
        FieldPanel("document"),
    ]

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "number"], name="institution_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.institution} v{self.number}"

    def state(self, day: dt.date | None = None) -> State:
        """Return what this version is on ``day``, today when left out."""
        on = day or timezone.localdate()
        if self.effective_on > on:
            return State.UPCOMING
        return State.CURRENT if self.institution.current(on) == self else State.ENDED


class Progress(models.TextChoices):
    """How an objective stands; follows from its values."""

    REACHED = "done", _("Reached")
    MISSED = "late", _("Not reached")
    RUNNING = "active", _("Under way")
    OPEN = "waiting", _("No data yet")


class Objective(models.Model):
    """What is to be reached in a year, how it is reckoned and who answers for it."""

    class Direction(models.TextChoices):
        """Which side of the target is good."""

        LEAST = "least", _("at least")
        MOST = "most", _("at most")

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2020), MaxValueValidator(2100)]
    )
    indicator = models.CharField(_("indicator"), max_length=60)
    direction = models.CharField(
        _("target is"), max_length=5, choices=Direction.choices, default=Direction.LEAST
    )
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2)
    actual = models.DecimalField(
        _("actual value"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Left empty where the platform reckons it."),
    )
    unit = models.CharField(_("unit"), max_length=12)
    formula = models.CharField(_("how it is reckoned"), max_length=200)
    figure = models.CharField(
        _("figure of the platform"),
        max_length=40,
        blank=True,
        help_text=_("Name of a figure that the platform reckons from its records; see OBJECTIVE_FIGURES."),
    )
    owner = models.CharField(
        _("responsible"), max_length=60, help_text=_("An office or a post, not a private person.")
    )
    sample = models.BooleanField(_("sample"), default=False)

    panels = [
        FieldRowPanel([FieldPanel("year"), FieldPanel("indicator")]),
        FieldRowPanel([FieldPanel("direction"), FieldPanel("target"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("actual"), FieldPanel("figure")]),
        FieldPanel("formula"),
        FieldRowPanel([FieldPanel("owner"), FieldPanel("sample")]),
    ]

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "indicator"], name="objective_once_a_year"),
            models.CheckConstraint(condition=~models.Q(owner=""), name="objective_has_an_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.indicator}"

    def progress(self, actual: Decimal | None, today: dt.date | None = None) -> Progress:
        """Return how the objective stands with ``actual``; it is missed only when its year is over.

        Args:
            actual: the value so far.
            today: decides whether the year is over.
        """
        if actual is None:
            return Progress.OPEN
        over = (today or timezone.localdate()).year > self.year
        enough = actual >= self.target
        if enough if self.direction == self.Direction.LEAST else actual <= self.target:
            return Progress.REACHED
        return Progress.MISSED if over else Progress.RUNNING
