"""The record of a standard."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from onestop.standards import numbers
from onestop.standards.choices import Nature, Origin, StandardClass, Status, TextPolicy
from onestop.standards.kinds import class_of, nature_of, region_of
from onestop.standards.models.agency import Agency
from onestop.standards.models.keys import NumberKeys, read_number
from onestop.standards.querysets import StandardQuerySet


def _agency(label: Any) -> "models.ForeignKey[Agency | None, Agency | None]":
    return models.ForeignKey(
        Agency, verbose_name=label, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def _lines(label: Any) -> "models.TextField[str, str]":
    return models.TextField(label, blank=True, help_text=_("One a line."))


class Standard(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    NumberKeys,
    ClusterableModel,
):
    """One edition of one standard, with the fields of spec 2.5.

    What follows from the number (class, region, keys) and from the dates (``starts_on``) is written by
    ``derive`` at every save; the status is never stored, see ``StandardQuerySet.with_status``.
    """

    title = models.CharField(_("title"), max_length=500)
    title_en = models.CharField(_("English title"), max_length=1000, blank=True)
    other_titles = models.TextField(
        _("former and other titles"), blank=True, help_text=_("One a line; the search finds them too.")
    )
    standard_class = models.CharField(
        _("class"), max_length=13, choices=StandardClass.choices, db_index=True, editable=False
    )
    nature = models.CharField(
        _("nature"),
        max_length=11,
        choices=Nature.choices,
        blank=True,
        help_text=_("Left empty, it follows from the number where the number says it."),
    )
    region = models.CharField(_("region code"), max_length=6, blank=True, db_index=True, editable=False)

    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    effective_on = models.DateField(
        _("effective on"),
        null=True,
        blank=True,
        help_text=_("Before this day the status is “not yet in force”, from it on “in force”."),
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"), null=True, blank=True, help_text=_("Only if it ends without a successor.")
    )
    starts_on = models.DateField(editable=False, null=True, db_index=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_result = models.CharField(_("result of the review"), max_length=100, blank=True)
    stated_status = models.CharField(
        _("status stated by the source"),
        max_length=9,
        choices=Status.choices,
        blank=True,
        help_text=_("Counts only where no date decides."),
    )
    status_override = models.CharField(
        _("status set by hand"),
        max_length=9,
        choices=Status.choices,
        blank=True,
        help_text=_("Leave empty: the dates and the newer editions decide. Set it only against them."),
    )
    override_reason = models.CharField(
        _("reason for the status set by hand"),
        max_length=300,
        blank=True,
        help_text=_("The public reads it."),
    )

    ics = ParentalManyToManyField(
        "standards.IcsClass", verbose_name="ICS", blank=True, related_name="standards"
    )
    ccs = ParentalManyToManyField(
        "standards.CcsClass", verbose_name="CCS", blank=True, related_name="standards"
    )
    authority = _agency(_("competent authority"))
    owner = _agency(_("responsible body"))
    proposer = _agency(_("proposed by"))
    issuer = _agency(_("issued by"))
    drafting_orgs = _lines(_("drafting organisations"))
    drafters = _lines(_("drafters"))
    record_number = models.CharField(_("record number"), max_length=60, blank=True)
    recorded_on = models.DateField(_("recorded on"), null=True, blank=True)
    announcement = models.CharField(_("announcement number"), max_length=120, blank=True)
    plan_number = models.CharField(_("plan number"), max_length=60, blank=True)

    scope = models.TextField(_("summary of the scope"), blank=True)
    industry_chains = _lines(_("industry chains"))
    text_policy = models.CharField(
        _("text policy"),
        max_length=9,
        choices=TextPolicy.choices,
        default=TextPolicy.LINK,
        help_text=_("Only texts that the office may publish are shown in full."),
    )
    remarks = models.TextField(_("remarks"), blank=True, help_text=_("What else the source says; public."))
    source = models.CharField(
        _("source of the data"), max_length=200, help_text=_("Where these facts come from; public.")
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day somebody compared it with the official source; empty means not yet."),
    )
    import_notes = models.TextField(
        _("notes of the import"),
        blank=True,
        help_text=_("What the source said and the import could not take. Delete what is settled."),
    )
    imported_at = models.DateTimeField(editable=False, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    _workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="standard",
        for_concrete_model=False,
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="standard",
        for_concrete_model=False,
    )

    objects = models.Manager.from_queryset(StandardQuerySet)()

    agency_fields: ClassVar[tuple[str, ...]] = ("authority", "owner", "proposer", "issuer")

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["serial", "part", "year"], name="standard_serial_part_year"),
            models.Index(fields=["sort_key", "id"], name="standard_sort_key"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("issued_on"))
                | Q(effective_on__isnull=True)
                | Q(issued_on__isnull=True),
                name="standard_issued_before_effective",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__gte=F("effective_on"))
                | Q(withdrawn_on__isnull=True)
                | Q(effective_on__isnull=True),
                name="standard_effective_before_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(status_override="") | ~Q(override_reason=""), name="standard_override_has_reason"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="standard_names_its_source"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a record; a row of the database, which has no keywords, without looking for children in them.

        ``ClusterableModel`` goes through all fields twice for that, which takes longer than the rest.
        """
        if kwargs:
            super().__init__(*args, **kwargs)
        else:
            models.Model.__init__(self, *args)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what follows from the number and the dates, and bring up to date what depends on it.

        A save of named fields is Wagtail noting a draft or a lock: nothing that the public sees.
        """
        if kwargs.get("update_fields"):
            super().save(*args, **kwargs)
            return
        from onestop.standards import services  # noqa: PLC0415 - services need the models

        self.derive()
        with transaction.atomic():
            super().save(*args, **kwargs)
            services.touch([self.pk])

    def get_absolute_url(self) -> str:
        """The promised address of the record; the directory page at ``/standards/`` serves it."""
        return f"/standards/{self.slug}/"

    def derive(self, parsed: numbers.Number | None = None) -> None:
        """Fill what follows from the number and the dates; a number that cannot be read raises.

        Args:
            parsed: the number, if the caller has read it already.
        """
        parsed = parsed or read_number(self.number)
        self.set_number(parsed)
        self.standard_class = class_of(parsed)
        self.nature = self.nature or nature_of(parsed)
        self.region = region_of(parsed)
        self.starts_on = self.first_day()

    def first_day(self) -> dt.date | None:
        """The day from which the edition counts: effective, else issued, else the last day of its year."""
        fallback = dt.date(self.year, 12, 31) if self.year else None
        return self.effective_on or self.issued_on or fallback

    def clean(self) -> None:
        """Refuse, beside its field, what the database would refuse."""
        super().clean()
        errors: dict[str, Any] = {}
        try:
            self.derive()
        except ValidationError as error:
            errors["number"] = error
        else:
            twin = type(self).objects.filter(full_key=self.full_key).exclude(pk=self.pk).first()
            if twin:
                errors["number"] = _("%(number)s is already in the register.") % {"number": twin.number}
        if self.issued_on and self.effective_on and self.effective_on < self.issued_on:
            errors["effective_on"] = _("A standard cannot take effect before it is issued. Check both dates.")
        if self.effective_on and self.withdrawn_on and self.withdrawn_on < self.effective_on:
            errors["withdrawn_on"] = _("A standard cannot end before it takes effect. Check both dates.")
        if self.status_override and not self.override_reason.strip():
            errors["override_reason"] = _("Say why the status is set by hand.")
        if errors:
            raise ValidationError(errors)

    def serializable_data(self) -> dict[str, Any]:
        """Return what a revision keeps: edges that were stated, not those that follow from them."""
        data: dict[str, Any] = super().serializable_data()
        data["relations"] = [edge for edge in data["relations"] if edge["origin"] == Origin.STATED]
        return data

    def serve_preview(self, request: HttpRequest, _mode: str) -> HttpResponse:
        """Show the record's public page as it would be."""
        from onestop.standards import views  # noqa: PLC0415 - views need the models

        return views.record_preview(request, self)

    @property
    def parsed_number(self) -> numbers.Number | None:
        """The number as a value."""
        return numbers.parse(self.number)
