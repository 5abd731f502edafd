"""What ends and what is missing, for the desk: nobody has to remember to look (clause 4.1.1.2)."""

from collections import Counter
from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.catalogue.coverage.ending import ending, title_of
from onestop.catalogue.coverage.findings import Weight, findings
from onestop.catalogue.coverage.views import CoverageView, EndingView
from onestop.site.desk.tasks import Task, Urgency
from onestop.site.page_cache import remember

URGENCIES = {0: Urgency.OVERDUE, 7: Urgency.TODAY, 30: Urgency.SOON, 90: Urgency.WHENEVER}
"""How urgent each alert is, the one of what is over first."""


def tasks(request: HttpRequest) -> Iterator[Task]:
    """Yield one line for each alert of 90, 30 and 7 days that something has reached, and one for the gaps."""
    if EndingView.is_allowed(request.user):
        reached = Counter(each.step for each in ending(request.user))
        url = reverse("catalogue_ending")
        for step, urgency in URGENCIES.items():
            if reached[step]:
                yield Task(title_of(step), f"{url}?alert={step}", urgency, count=reached[step])
    if CoverageView.is_allowed(request.user) and (gaps := remember("catalogue.gaps", _gaps)):
        yield Task(_("Gaps of the services that were found"), reverse("catalogue_coverage"), count=gaps)


def _gaps() -> int:
    return sum(finding.weight is Weight.GAP for finding in findings(timezone.localdate()))
