"""Models of the workflow."""

from onestop.requests.workflow.models.calendar import CalendarDay
from onestop.requests.workflow.models.counter import NumberCounter
from onestop.requests.workflow.models.event import Event, Purge
from onestop.requests.workflow.models.pause import Extension, Pause
from onestop.requests.workflow.models.policy import SLAPolicy, TimeLimit
from onestop.requests.workflow.models.request import ServiceRequest

__all__ = [
    "CalendarDay",
    "Event",
    "Extension",
    "NumberCounter",
    "Pause",
    "Purge",
    "SLAPolicy",
    "ServiceRequest",
    "TimeLimit",
]
