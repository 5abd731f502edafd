"""Cases in any status and the people of enterprises. Rows are made directly: services have their own tests.

Staff come from ``network.account(name, role, place)``.
"""

import uuid
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.enterprises import notices
from onestop.requests.enterprises.models import Enterprise, Membership, MembershipRole
from onestop.requests.workflow import events, numbering
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import FINAL, SERVED, Channel, Resolution, Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories import network

PHONE = "19900000001"
ENDED = {*SERVED, *FINAL}
RESOLUTIONS = {Status.REFUSED: Resolution.REFUSED, Status.WITHDRAWN: Resolution.WITHDRAWN}


def enterprise(name: str = "示例果业有限公司", **fields: Any) -> Enterprise:
    """Return an enterprise."""
    fields.setdefault("region", network.region())
    return Enterprise.objects.create(name=name, **fields)


def member(username: str, of: Enterprise, role: str = MembershipRole.OWNER) -> Any:
    """Return a new account that acts for an enterprise."""
    user = get_user_model().objects.create_user(username, password="a-password-of-the-tests")
    Membership.objects.create(enterprise=of, user=user, role=role, confirmed_at=timezone.now())
    notices.receive(user, notices.current().version)
    return user


def case(status: str = Status.SUBMITTED, **fields: Any) -> ServiceRequest:
    """Return a case in a status, with a chain of one event; ``office`` is a station unless given."""
    if "office" not in fields:
        fields["office"] = Organisation.objects.filter(kind=Kind.STATION).first() or network.station()
    moment = timezone.now()
    plain = {
        "channel": Channel.COLUMN,
        "enterprise_name": "示例果业有限公司",
        "description": "需要检测一批哈密瓜干。",
        "notice_version": "test",
        "submission": uuid.uuid4(),
        "number": None if status == Status.DRAFT else numbering.next_number(moment),
        "submitted_at": None if status == Status.DRAFT else moment,
        "resolution": RESOLUTIONS.get(Status(status), Resolution.SOLVED if status in ENDED else ""),
        "touched_at": moment,
        "moved_at": moment,
    }
    contact = {name: fields.pop(name, default) for name, default in CONTACT.items()}
    made = ServiceRequest(status=status, **{**plain, **fields})
    for name, value in contact.items():
        setattr(made, name, value)
    made.save()
    if status != Status.DRAFT:
        events.record(made, "submit", SYSTEM, Role.SYSTEM, target=status)
    return made


CONTACT = {"contact_name": "李示例", "phone": PHONE, "email": ""}


def acting(role: Role, user: Any = None) -> Actor:
    """Return somebody who acts as ``role``, whatever the rows say."""
    return Actor(user, frozenset({role}))
