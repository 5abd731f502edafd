"""Questions to the expert pool. What depends on a day is asked with the day, never stored."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Expression, Q
from django.utils import timezone

from onestop.catalogue.experts.choices import State
from onestop.standards.numbers import Number


class ExpertQuerySet(models.QuerySet[Any]):
    """Experts."""

    def matchable(self, on: dt.date | Expression | None = None) -> Self:
        """Return who may be asked to help on a day: in the pool, within the term, published or not."""
        day = on or timezone.localdate()
        return self.filter(state=State.POOL, term_from__lte=day, term_until__gte=day)

    def public(self, on: dt.date | Expression | None = None) -> Self:
        """Return who stands in the public list: matchable, and has agreed to be published."""
        day = on or timezone.localdate()
        return self.matchable(day).filter(consented_on__lte=day)

    def knowing(self, number: Number) -> Self:
        """Return who knows a standard, whatever the edition."""
        return self.filter(competences__base_key=number.base_key).distinct()

    def working_in(self, code: str) -> Self:
        """Return who works in a region, its townships with it, and lets everybody know so."""
        return self.filter(region_is_public=True, region__code__startswith=code)

    def about(self, words: str) -> Self:
        """Return whose published words, fields or competences have every one of ``words``."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(fields__name__icontains=word)
                | Q(categories__name__icontains=word)
                | Q(competences__reference__icontains=word)
                | Q(name_is_public=True, name__icontains=word)
                | Q(employer_is_public=True, employer__icontains=word)
                | Q(region_is_public=True, region__name__icontains=word)
                | Q(introduction_is_public=True, introduction__icontains=word)
            )
        return found.distinct()

    def for_user(self, user: Any) -> Self:
        """Return whose entries ``user`` may work with: all, with the right to see experts; else none."""
        return self.all() if user.has_perm("catalogue.view_expert") else self.none()
