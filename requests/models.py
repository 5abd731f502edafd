"""Models of ``onestop.requests``, gathered from its subpackages."""

from onestop.requests.enterprises.models import (
    AccessLog,
    ConsentRecord,
    Enterprise,
    Invitation,
    Membership,
    Person,
    PhoneCode,
    Pledge,
    PrivacyNotice,
)
from onestop.requests.filing.models import Attachment
from onestop.requests.matching.models import CandidateList, CapabilityGap, Match
from onestop.requests.serving.models import Escalation, ExpertAnswer, ServiceRecord
from onestop.requests.workflow.models import (
    CalendarDay,
    Event,
    Extension,
    NumberCounter,
    Pause,
    Purge,
    ServiceRequest,
    SLAPolicy,
    TimeLimit,
)

__all__ = [
    "AccessLog",
    "Attachment",
    "CalendarDay",
    "CandidateList",
    "CapabilityGap",
    "ConsentRecord",
    "Enterprise",
    "Escalation",
    "Event",
    "ExpertAnswer",
    "Extension",
    "Invitation",
    "Match",
    "Membership",
    "NumberCounter",
    "Pause",
    "Person",
    "PhoneCode",
    "Pledge",
    "PrivacyNotice",
    "Purge",
    "SLAPolicy",
    "ServiceRecord",
    "ServiceRequest",
    "TimeLimit",
]
