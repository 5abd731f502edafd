"""Who was tried for a case before: left out the next time unless somebody wants it so (clause 4.3.3.2)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.workflow.models import ServiceRequest


def tried(case: ServiceRequest) -> dict[int, str]:
    """Return why each institution is not proposed again, by its id."""
    words = {
        Outcome.RETURNED: _("gave it back on %(day)s"),
        Outcome.DECLINED: _("the enterprise did not agree to it on %(day)s"),
    }
    words[Outcome.RECALLED] = _("did not answer until %(day)s")
    rows = Match.objects.filter(case=case, method=Method.PROVIDER, outcome__in=words)
    rows = rows.exclude(outcome=Outcome.RECALLED, asked_at__isnull=True)  # it was the enterprise that did not
    return {
        row.provider_id: words[Outcome(row.outcome)]
        % {"day": f"{timezone.localdate(row.answered_at or row.proposed_at):%Y-%m-%d}"}
        for row in rows
        if row.provider_id
    }


def returns(case: ServiceRequest) -> int:
    """Return how often institutions have given the case back."""
    return Match.objects.filter(case=case, method=Method.PROVIDER, outcome=Outcome.RETURNED).count()
