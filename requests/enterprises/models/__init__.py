"""Models of ``enterprises``: enterprises and their people, consents, and who has looked at what."""

from onestop.requests.enterprises.models.code import PhoneCode
from onestop.requests.enterprises.models.enterprise import Enterprise, EnterpriseVersion
from onestop.requests.enterprises.models.looks import AccessLog, Pledge
from onestop.requests.enterprises.models.people import Invitation, Membership, MembershipRole, Person
from onestop.requests.enterprises.models.privacy import ConsentRecord, NoticeReceipt, PrivacyNotice, Purpose

__all__ = [
    "AccessLog",
    "ConsentRecord",
    "Enterprise",
    "EnterpriseVersion",
    "Invitation",
    "Membership",
    "MembershipRole",
    "NoticeReceipt",
    "Person",
    "PhoneCode",
    "Pledge",
    "PrivacyNotice",
    "Purpose",
]
