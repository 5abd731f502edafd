"""Models of ``onestop.requests``, gathered from its subpackages."""

from onestop.requests.archives.models import ArchiveItem, EnterpriseArchive
from onestop.requests.desks.models import Press
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
from onestop.requests.evaluation.models import Evaluation, EvaluationInvitation, ExtraQuestion
from onestop.requests.filing.models import Attachment, WrongTry
from onestop.requests.filing.pages import ConsultationPage
from onestop.requests.following.models import (
    CallBack,
    CallTry,
    Notification,
    NotificationTemplate,
    Reading,
)
from onestop.requests.matching.models import CandidateList, CapabilityGap, Match
from onestop.requests.serving.models import Escalation, ExpertAnswer, ServiceRecord
from onestop.requests.supervision.models import Complaint, Dispute, Rectification
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
    "ArchiveItem",
    "Attachment",
    "CalendarDay",
    "CallBack",
    "CallTry",
    "CandidateList",
    "CapabilityGap",
    "Complaint",
    "ConsentRecord",
    "ConsultationPage",
    "Dispute",
    "Enterprise",
    "EnterpriseArchive",
    "EnterpriseVersion",
    "Escalation",
    "Evaluation",
    "EvaluationInvitation",
    "Event",
    "ExpertAnswer",
    "Extension",
    "ExtraQuestion",
    "Invitation",
    "Match",
    "Membership",
    "NoticeReceipt",
    "Notification",
    "NotificationTemplate",
    "NumberCounter",
    "Pause",
    "Person",
    "PhoneCode",
    "Pledge",
    "Press",
    "PrivacyNotice",
    "Purge",
    "Reading",
    "Rectification",
    "SLAPolicy",
    "ServiceRecord",
    "ServiceRequest",
    "TimeLimit",
    "WrongTry",
]
