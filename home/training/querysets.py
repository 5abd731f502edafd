"""Questions to events and registrations."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from wagtail.models import PageManager

from onestop.home.training.choices import Place
from onestop.site.pages import SitePageQuerySet

if TYPE_CHECKING:
    from onestop.home.training.models import Proof, Registration  # noqa: F401 - the querysets' own models

MANAGE = "home.change_registration"
"""The right to see and work on who takes part; held by 培训管理."""


def _held(place: Place) -> Coalesce:
    """Return how many registrations of an event are in ``place``, as an expression."""
    registrations: Any = apps.get_model("home", "Registration")
    rows = registrations.objects.filter(event=OuterRef("pk"), place=place).order_by().values("event")
    count = Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=models.IntegerField())
    return Coalesce(count, 0)


class EventQuerySet(SitePageQuerySet):
    """Events in time."""

    def upcoming(self, now: dt.datetime | None = None) -> Self:
        """Return what has not ended yet, the next first."""
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: dt.datetime | None = None) -> Self:
        """Return what has ended, the latest first."""
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")

    def within(self, first: dt.date, last: dt.date) -> Self:
        """Return what takes place on one of the days, in the site's time zone."""
        zone = timezone.get_current_timezone()
        begin = dt.datetime.combine(first, dt.time.min, zone)
        end = dt.datetime.combine(last, dt.time.max, zone)
        return self.filter(starts_at__lte=end, ends_at__gte=begin)

    def with_places(self) -> Self:
        """Annotate ``confirmed`` and ``waiting``."""
        return self.annotate(confirmed=_held(Place.CONFIRMED), waiting=_held(Place.WAITING))


EventManager = PageManager.from_queryset(EventQuerySet)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations by state, and by who may see them."""

    def active(self) -> Self:
        """Return those that hold or wait for a place."""
        return self.exclude(place=Place.CANCELLED)

    def confirmed(self) -> Self:
        """Return those that hold a place."""
        return self.filter(place=Place.CONFIRMED)

    def waiting(self) -> Self:
        """Return the waiting list in its order."""
        return self.filter(place=Place.WAITING).order_by("created_at", "pk")

    def with_attended(self) -> Self:
        """Annotate ``attended``, the number of sessions."""
        return self.annotate(attended=Count("attendances", distinct=True))

    def for_user(self, user: Any) -> Self:
        """Return what ``user`` may work on: everything for those with the right, else nothing."""
        return self.all() if user.has_perm(MANAGE) else self.none()


class ProofQuerySet(models.QuerySet["Proof"]):
    """Proofs by who may see them."""

    def for_user(self, user: Any) -> Self:
        """Return what ``user`` may work on: everything for those with the right, else nothing."""
        return self.all() if user.has_perm(MANAGE) else self.none()
