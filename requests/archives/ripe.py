"""Cases that should be in the archive: nobody can open them again, and they are not sealed yet (6.1)."""

from onestop.requests.archives.services import is_early
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.querysets import RequestQuerySet
from onestop.requests.workflow.table import TABLE


def waiting() -> RequestQuerySet:
    """Return the cases from which T19 leads on, whenever they were completed."""
    return ServiceRequest.objects.filter(status__in=TABLE["archive"].sources).order_by("completed_at", "pk")


def cases() -> RequestQuerySet:
    """Return those of them whose time for opening them again is over."""
    rows = waiting().filter(completed_at__isnull=False).select_related("policy")
    return waiting().filter(pk__in=[case.pk for case in rows if not is_early(case)])
