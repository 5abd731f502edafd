"""Questions to the policy library."""

import datetime as dt
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from onestop.home.policy.choices import Validity
from onestop.site.pages import SitePageQuerySet


class PolicyQuerySet(SitePageQuerySet):
    """Policies with their validity of a day."""

    def with_validity(self, on: dt.date | None = None) -> Any:
        """Annotate ``valid_now``: a day of repeal or of effect decides, else what the editor said."""
        today = on or timezone.localdate()
        return self.annotate(
            valid_now=Case(
                When(repealed_on__lte=today, then=Value(Validity.REPEALED)),
                When(Q(validity=Validity.VALID, effective_on__gt=today), then=Value(Validity.UPCOMING)),
                default=F("validity"),
            )
        )
