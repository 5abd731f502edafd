"""How much one client or telephone may send; windows and their staff are not counted."""

from django.utils import timezone

from onestop.requests.workflow.models import ServiceRequest
from onestop.site.throttling import ClientThrottle

screens = ClientThrottle("requests.form", "240/h")
"""Screens that one address sends; a park of enterprises may sit behind one."""

sendings = ClientThrottle("requests.send", "60/h")
"""Requests that one address sends."""

A_DAY = 10
"""Requests that one telephone number may stand on in a day."""


def stands_on_enough(phone_print: str) -> bool:
    """Tell whether a telephone stands on as many requests today as it may."""
    today = timezone.localdate()
    rows = ServiceRequest.objects.filed().filter(phone_print=phone_print, submitted_at__date=today)
    return rows.count() >= A_DAY
