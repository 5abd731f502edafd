"""Models of ``onestop.requests``, gathered from its subpackages."""

from onestop.requests.enterprises.models import (
    AccessLog,
    ConsentRecord,
    Enterprise,
    EnterpriseVersion,
    Invitation,
    Membership,
    NoticeReceipt,
    Person,
    PhoneCode,
    Pledge,
    PrivacyNotice,
)
from onestop.requests.filing.models import Attachment, WrongTry
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
    "EnterpriseVersion",
    "Escalation",
    "Event",
    "ExpertAnswer",
    "Extension",
    "Invitation",
    "Match",
    "Membership",
    "NoticeReceipt",
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
    "WrongTry",
]
