"""Filters of the registers; each offers only what the person may see."""

import datetime as dt
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.choices import Status
from onestop.catalogue.organisations.expiring import STEPS
from onestop.catalogue.organisations.models import Organisation, Region

Choices = list[tuple[str, Any]]


class OwnOrganisationFilter(SimpleListFilter):
    """By organisation, among those of the person."""

    title = _("organisation")
    parameter_name = "organisation"
    way = "organisation"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer the organisations of the person."""
        rows = Organisation.objects.for_user(request.user).order_by("name")
        return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow to the chosen one; what is not offered finds nothing."""
        chosen = self.value()
        if chosen is None:
            return queryset
        offered = {key for key, _name in self.lookup_choices}
        return queryset.filter(**{self.way: chosen}) if chosen in offered else queryset.none()


class LaboratoryOrganisationFilter(OwnOrganisationFilter):
    """The organisation of a piece of equipment."""

    way = "laboratory__organisation"


class ScopeOrganisationFilter(OwnOrganisationFilter):
    """The organisation of a scope."""

    way = "qualification__organisation"


class CountyFilter(SimpleListFilter):
    """By county, its townships with it."""

    title = _("county")
    parameter_name = "county"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer the counties of the site's region."""
        return list(Region.objects.counties().values_list("code", "short_name"))

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow to the county."""
        return queryset.filter(region__code__startswith=self.value()) if self.value() else queryset


class StandingFilter(SimpleListFilter):
    """By where an organisation stands today, not by what was last decided."""

    title = _("standing today")
    parameter_name = "standing"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer all."""
        return [(value, label) for value, label in Status.choices]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow to the standing."""
        return queryset.filter(standing_today=self.value()) if self.value() else queryset


class ExpiryFilter(SimpleListFilter):
    """By how soon something ends."""

    title = _("validity")
    parameter_name = "expiry"
    field = "valid_until"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer the alerts, nearest first."""
        return [
            ("over", _("ended")),
            ("7", _("ends within 7 days")),
            ("30", _("ends within 30 days")),
            ("90", _("ends within 90 days")),
            ("later", _("later or without end")),
        ]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow by the last valid day."""
        today, chosen = timezone.localdate(), self.value()
        if chosen == "over":
            return queryset.filter(**{f"{self.field}__lt": today})
        if chosen in {str(step) for step in STEPS}:
            last = today + dt.timedelta(days=int(chosen or 0))
            return queryset.filter(**{f"{self.field}__range": (today, last)})
        if chosen == "later":
            last = today + dt.timedelta(days=STEPS[-1])
            return queryset.filter(Q(**{f"{self.field}__gt": last}) | Q(**{f"{self.field}__isnull": True}))
        return queryset


class BasisExpiryFilter(ExpiryFilter):
    """How soon a basis ends."""

    title = _("validity of the basis")
    field = "basis_until"


class CalibrationFilter(ExpiryFilter):
    """How soon a calibration ends."""

    title = _("validity of the calibration")
    field = "calibrated_until"


class InOfficeFilter(SimpleListFilter):
    """Who is in office today, or was."""

    title = _("in office")
    parameter_name = "office"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer both."""
        return [("now", _("in office today")), ("former", _("not any more"))]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow to either."""
        if self.value() == "former":
            return queryset.filter(ends_on__lt=timezone.localdate())
        return queryset.current() if self.value() == "now" else queryset  # type: ignore[attr-defined]
