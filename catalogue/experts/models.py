"""The pool of experts: people, what they know, and each step of their way (clause 4.1.2.1)."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from onestop.catalogue.experts.choices import CompetenceKind, Origin, State
from onestop.catalogue.experts.querysets import ExpertQuerySet
from onestop.catalogue.organisations.models.organisation import phone_form
from onestop.standards import numbers
from onestop.standards.models.keys import NamesANumber


class ExpertField(models.Model):
    """A field of knowledge by which experts are found: 食品检验, 计量校准."""

    name = models.CharField(gettext_lazy("name"), max_length=40, unique=True)

    class Meta:
        verbose_name = gettext_lazy("field of knowledge")
        verbose_name_plural = gettext_lazy("fields of knowledge")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Expert(ClusterableModel):
    """A person who may be asked to help. The state is moved by ``onestop.catalogue.experts.moving`` only.

    What the public sees of a person follows from ``consented_on`` and one consent for each field; telephone
    and e-mail have no such consent: they are never published.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("account of the person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="expert",
        help_text=gettext_lazy("With it the person answers the questions put to it, and sees no others."),
    )
    name = models.CharField(gettext_lazy("name of the person"), max_length=40)
    name_is_public = models.BooleanField(gettext_lazy("name may be published"), default=False)
    professional_title = models.CharField(
        gettext_lazy("professional title"), max_length=40, blank=True, help_text=gettext_lazy("高级工程师 …")
    )
    title_is_public = models.BooleanField(gettext_lazy("title may be published"), default=False)
    employer = models.CharField(gettext_lazy("employer"), max_length=100, blank=True)
    employer_is_public = models.BooleanField(gettext_lazy("employer may be published"), default=False)
    region = models.ForeignKey(
        "catalogue.Region",
        verbose_name=gettext_lazy("region"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=gettext_lazy("Where the person works."),
    )
    region_is_public = models.BooleanField(gettext_lazy("region may be published"), default=False)
    introduction = models.TextField(gettext_lazy("experience"), max_length=600, blank=True)
    introduction_is_public = models.BooleanField(gettext_lazy("experience may be published"), default=False)
    phone = models.CharField(
        gettext_lazy("telephone"),
        max_length=24,
        blank=True,
        validators=[phone_form],
        help_text=gettext_lazy("For the service centre only; never published."),
    )
    email = models.EmailField(
        gettext_lazy("e-mail"),
        blank=True,
        help_text=gettext_lazy("For the service centre only; never published."),
    )
    fields = ParentalManyToManyField(
        ExpertField, verbose_name=gettext_lazy("fields of knowledge"), related_name="experts"
    )
    categories = ParentalManyToManyField(
        "catalogue.ServiceCategory",
        verbose_name=gettext_lazy("service categories"),
        related_name="experts",
        help_text=gettext_lazy("For which services this person can be asked."),
    )
    origin = models.CharField(gettext_lazy("came by"), max_length=11, choices=Origin, default=Origin.APPLIED)
    recommended_by = models.CharField(gettext_lazy("recommended by"), max_length=100, blank=True)
    source = models.CharField(
        gettext_lazy("source of the data"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("From which list or letter the entry was taken; an import writes it."),
    )
    checked_on = models.DateField(gettext_lazy("compared with the source on"), null=True, blank=True)
    pledged_on = models.DateField(gettext_lazy("pledge of confidentiality signed on"), null=True, blank=True)
    consented_on = models.DateField(
        gettext_lazy("agreed to be published on"),
        null=True,
        blank=True,
        help_text=gettext_lazy(
            "Empty: not in the public list, but still matched. To withdraw the consent, empty it."
        ),
    )
    evidence = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=gettext_lazy("evidence"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=gettext_lazy("Scan of the application, the pledge and the consent."),
    )
    state = models.CharField(
        gettext_lazy("state"),
        max_length=9,
        choices=State,
        default=State.APPLIED,
        editable=False,
        db_index=True,
    )
    term_from = models.DateField(gettext_lazy("term from"), null=True, blank=True, editable=False)
    term_until = models.DateField(gettext_lazy("term until"), null=True, blank=True, editable=False)
    is_sample = models.BooleanField(
        gettext_lazy("sample data"),
        default=False,
        help_text=gettext_lazy("Not a real person; the page says so."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("expert")
        verbose_name_plural = gettext_lazy("experts")
        ordering = ("pk",)
        permissions = [("review_expert", "Can review experts and decide on their term")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.POOL)
                | Q(
                    term_from__isnull=False,
                    term_until__isnull=False,
                    term_until__gte=F("term_from"),
                    pledged_on__isnull=False,
                ),
                name="expert_in_pool_has_term_and_pledge",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """Return the number by which somebody is known whose name is not published."""
        return f"ZJ{self.pk:04d}"

    @property
    def public_name(self) -> str:
        """Return the name if it may be published, else the number."""
        return self.name if self.name_is_public else _("Expert %(code)s") % {"code": self.code}

    @property
    def public_title(self) -> str:
        """Return the professional title if it may be published."""
        return self.professional_title if self.title_is_public else ""

    @property
    def public_employer(self) -> str:
        """Return the employer if it may be published."""
        return self.employer if self.employer_is_public else ""

    @property
    def public_region(self) -> str:
        """Return the region if it may be published."""
        return self.region.name if self.region and self.region_is_public else ""

    @property
    def public_introduction(self) -> str:
        """Return the experience if it may be published."""
        return self.introduction if self.introduction_is_public else ""

    def is_matchable(self, on: dt.date | None = None) -> bool:
        """Tell whether this person may be asked to help on a day; the twin of ``matchable``."""
        day = on or timezone.localdate()
        return bool(
            self.state == State.POOL
            and self.term_from
            and self.term_until
            and self.term_from <= day <= self.term_until
        )

    def clean(self) -> None:
        """Refuse days that cannot be, and a recommendation by nobody."""
        super().clean()
        today, problems = timezone.localdate(), {}
        for field in ("pledged_on", "consented_on", "checked_on"):
            value = getattr(self, field)
            if value and value > today:
                problems[field] = _("This day is still to come.")
        if self.origin == Origin.RECOMMENDED and not self.recommended_by.strip():
            problems["recommended_by"] = _("Say who recommends this person.")
        if self.state == State.POOL and not self.pledged_on:
            problems["pledged_on"] = _("Somebody in the pool has signed the pledge; give the day.")
        if problems:
            raise ValidationError(problems)


class Competence(NamesANumber):
    """A standard or a law that an expert knows well. The number's keys let any spelling find it."""

    named_by = "reference"

    expert = ParentalKey(Expert, on_delete=models.CASCADE, related_name="competences")
    kind = models.CharField(gettext_lazy("kind of competence"), max_length=8, choices=CompetenceKind)
    reference = models.CharField(
        gettext_lazy("standard number, or name of the law"),
        max_length=120,
        help_text=gettext_lazy("GB/T 27025—2019, or 中华人民共和国计量法."),
    )
    note = models.CharField(
        gettext_lazy("how it is known"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy("Drafted it, trains others in it, tests by it …"),
    )
    full_key = models.CharField(max_length=160, blank=True, editable=False, db_index=True)
    base_key = models.CharField(max_length=140, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name = gettext_lazy("standard or law that is known")
        verbose_name_plural = gettext_lazy("standards and laws that are known")
        ordering = ("-kind", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "reference"],
                name="competence_once",
                violation_error_message=gettext_lazy("This is entered twice."),
            )
        ]

    def __str__(self) -> str:
        return self.reference

    def clean(self) -> None:
        """Refuse a standard whose number cannot be read; a law has none."""
        self.reference = self.reference.strip()
        if self.kind == CompetenceKind.STANDARD:
            super().clean()

    def set_keys(self, parsed: numbers.Number | None) -> None:
        """Take over the number as printed and its keys; none for a law."""
        readable = parsed is not None and not parsed.bare and self.kind == CompetenceKind.STANDARD
        self.full_key = parsed.full_key if readable and parsed else ""
        self.base_key = parsed.base_key if readable and parsed else ""
        if readable and parsed:
            self.reference = numbers.display(parsed)


class ExpertEvent(models.Model):
    """One step of an expert's way: what was decided, by whom, when, why. Never changed."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="events")
    move = models.CharField(max_length=12)
    source = models.CharField(max_length=9, choices=State)
    target = models.CharField(max_length=9, choices=State)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("step of an expert")
        verbose_name_plural = gettext_lazy("steps of experts")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.move} {self.at:%Y-%m-%d}"

    @property
    def label(self) -> Any:
        """Return the name of the step."""
        from onestop.catalogue.experts.workflow import MOVES  # noqa: PLC0415 - only needed for a label

        return MOVES[self.move].label if self.move in MOVES else self.move
