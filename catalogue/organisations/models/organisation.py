"""The organisations of the network: centre, stations, outlets, institutions, authorities."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from modelcluster.models import ClusterableModel

from onestop.catalogue.organisations.choices import BasisKind, Kind, Status
from onestop.catalogue.organisations.coordinates import latitude_field, longitude_field
from onestop.catalogue.organisations.credit_code import tidy, validate_credit_code
from onestop.catalogue.organisations.models.basis import Basis
from onestop.catalogue.organisations.models.enterprise_data import EnterpriseData
from onestop.catalogue.organisations.querysets import OrganisationQuerySet

phone_form = RegexValidator(
    r"^\+?[\d\s()-]{5,24}$", _("A telephone number has digits, spaces and hyphens, for example 0902-0000001.")
)


# Wagtail's Orderable has no types, so its subclasses that point here have no manager that mypy knows.
class Organisation(Basis, EnterpriseData, ClusterableModel):  # type: ignore[django-manager-missing]
    """One organisation. What must hold is in ``rules``; where it stands today in ``standing``.

    Clauses 3.2, 3.3, 4.1.1.1 to 4.1.1.4.
    """

    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(
        _("address of its page"), max_length=60, unique=True, help_text=_("Lower-case letters and hyphens.")
    )
    credit_code = models.CharField(
        _("unified social credit code"), max_length=18, blank=True, validators=[validate_credit_code]
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("stands below"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("A station: the centre. An outlet: a station or the centre."),
    )
    region = models.ForeignKey(
        "catalogue.Region",
        verbose_name=_("region"),
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    address = models.CharField(pgettext_lazy("place", "address"), max_length=120, blank=True)
    directions = models.CharField(
        _("how to get there"), max_length=200, blank=True, help_text=_("Bus, entrance, floor, window.")
    )
    longitude = longitude_field()
    latitude = latitude_field()
    phone = models.CharField(_("telephone"), max_length=24, blank=True, validators=[phone_form])
    website = models.URLField(_("website"), blank=True)
    introduction = models.TextField(_("in a few words"), blank=True, max_length=400)
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.PLANNED, db_index=True
    )
    status_reason = models.CharField(
        _("reason of the status"), max_length=200, blank=True, help_text=_("Visitors read it.")
    )
    is_sample = models.BooleanField(
        _("sample data"), default=False, help_text=_("Not a real office; its page says so.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = models.Manager.from_queryset(OrganisationQuerySet)()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        permissions = [
            ("authorise_organisation", "Can decide on basis, place in the network and status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=Kind.CENTRE, status=Status.RUNNING) | Q(basis_kind=BasisKind.ENTRUSTED),
                name="centre_runs_only_entrusted",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.STATION, status=Status.RUNNING)
                | Q(basis_kind__in=[BasisKind.AUTHORISED, BasisKind.NOTICE]),
                name="station_runs_only_on_a_basis",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.OUTLET, status=Status.RUNNING) | ~Q(key_enterprise_basis=""),
                name="outlet_runs_only_at_a_key_enterprise",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="organisation_has_both_coordinates_or_none",
                violation_error_message=_("Give both longitude and latitude, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page; the network page serves it."""
        return f"/network/{self.slug}/"

    def clean(self) -> None:
        """Refuse, beside the field, what the rules of the network do not allow."""
        from onestop.catalogue.organisations import rules  # noqa: PLC0415 - the rules read the model

        super().clean()
        self.credit_code = tidy(self.credit_code)
        self.enterprise_credit_code = tidy(self.enterprise_credit_code)
        problems = rules.problems(self)
        if problems:
            raise ValidationError(problems)

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # Django leaves it alone
        """Return the name of the kind; Django's own makes a dictionary of all names for every row."""
        return str(Kind(self.kind).label) if self.kind in Kind.values else self.kind

    def standing(self, on: dt.date | None = None) -> Status:
        """Return where it is on a day (today when left out): the status, less what the dates forbid.

        The twin of ``OrganisationQuerySet.with_standing``; a test keeps them equal.
        """
        day = on or timezone.localdate()
        if self.status != Status.RUNNING:
            return Status(self.status)
        if self.basis_until and self.basis_until < day:
            return Status.SUSPENDED
        if self.basis_kind == BasisKind.NOTICE and (not self.notice_ends_on or self.notice_ends_on >= day):
            return Status.NOTICE
        return Status.RUNNING

    def takes_requests(self, on: dt.date | None = None) -> bool:
        """Tell whether requests may be routed to it on a day."""
        return self.standing(on) == Status.RUNNING

    @property
    def shows_contact(self) -> bool:
        """Tell whether telephone and address may be shown: an outlet's only as its enterprise agrees."""
        return self.kind != Kind.OUTLET or self.contact_is_public

    @property
    def place(self) -> tuple[float, float] | None:
        """Return longitude and latitude, if known."""
        if self.longitude is None or self.latitude is None:
            return None
        return float(self.longitude), float(self.latitude)
