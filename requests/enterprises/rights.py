"""A copy of what is kept of an account and its enterprise, for whoever it is about (PIPL art. 45)."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from onestop.requests.enterprises import accounts, companies, consents, looking
from onestop.requests.enterprises.models import ConsentRecord, Membership, NoticeReceipt
from onestop.requests.workflow.choices import Audience
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.public import state_of, words_of
from onestop.requests.workflow.table import SIDE
from onestop.site import secrecy

SHOWN = {
    **consents.LABELS,
    **consents.PUBLISHED,
    **looking.FIELDS,
    "archive": gettext_lazy("Quality archive"),
    "credit_code": gettext_lazy("unified social credit code"),
    "item_title": gettext_lazy("service item"),
    "status": gettext_lazy("how far it is"),
}
"""Data that somebody looked at, as people call them."""


Rows = Callable[[Membership], Iterable[dict[str, Any]]]
_further: dict[str, Rows] = {}


def register(name: str, rows: Rows) -> None:
    """Put ``rows`` of a later package into the copy, as ``name``; it calls this in its ``attach.py``."""
    _further[name] = rows


def cases_of(membership: Membership) -> Any:
    """Return the requests of the enterprise that a member reads."""
    return ServiceRequest.objects.for_user(membership.user).filter(enterprise=membership.enterprise)


def copy_for(membership: Membership) -> dict[str, Any]:
    """Return all that is kept of a member and of what it may read of its enterprise, in plain values."""
    enterprise, cases = membership.enterprise, cases_of(membership).order_by("pk")
    return {
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "account": _account(membership),
        "enterprise": companies.values_of(enterprise)
        | {"versions": [{"at": row.at, **row.values} for row in enterprise.versions.all()]},
        "requests": [_case(each) for each in cases.prefetch_related("events")],
        "consents": [consent(each) for each in consents_of(membership)],
        "looks": [look(each) for each in looking.looks_at(enterprise)] if membership.confirmed_at else [],
        **{name: list(rows(membership)) for name, rows in _further.items()},
    }


def consents_of(membership: Membership) -> list[ConsentRecord]:
    """Return the consents that a member may see and withdraw: of the cases it reads, and its own."""
    cases = cases_of(membership)
    rows = ConsentRecord.objects.filter(enterprise=membership.enterprise)
    mine = rows.filter(case__in=cases) | rows.filter(case__isnull=True, given_by=membership.user)
    return list(mine.select_related("case", "receiver").order_by("-given_at", "-pk"))


def consent(record: ConsentRecord) -> dict[str, Any]:
    """Return a consent in plain values."""
    return {
        "purpose": record.get_purpose_display(),
        "request": record.case.number if record.case else "",
        "receiver": record.receiver_name,
        "fields": record.fields,
        "version": record.version,
        "given_at": record.given_at,
        "withdrawn_at": record.withdrawn_at,
    }


def look(row: Any) -> dict[str, Any]:
    """Return a look in plain values."""
    return {
        "at": row.at,
        "role": row.get_role_display(),
        "office": str(row.office or ""),
        "who": secrecy.mask_name(row.user.get_full_name()),
        "request": row.case.number if row.case else "",
        "fields": [str(SHOWN.get(name, name)) for name in row.fields],
        "reason": row.reason,
    }


def looks_together(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return looks in plain values; those of one minute and reason are one, such as a list taken away."""
    found: list[dict[str, Any]] = []
    for each in map(look, rows):
        request, minute = each.pop("request"), each["at"].replace(second=0, microsecond=0)
        one = each | {"at": minute}
        if found and {**found[-1], "requests": []} == {**one, "requests": []}:
            found[-1]["requests"] += [request] * (request not in found[-1]["requests"])
        else:
            found.append(one | {"requests": [request]})
    return found


def _account(membership: Membership) -> dict[str, Any]:
    person = accounts.person_of(membership.user)
    return {
        "name": person.name,
        "phone": person.phone,
        "phone_verified_at": person.phone_verified_at,
        "email": membership.user.email,
        "role": membership.get_role_display(),
        "since": membership.since,
        "reminders": person.reminders,
        "suggestions": person.suggestions,
        "last_signed_in": membership.user.last_login,
        "notices": list(NoticeReceipt.objects.filter(user=membership.user).values("version", "at")),
    }


def _case(case: ServiceRequest) -> dict[str, Any]:
    readable = {Audience.PUBLIC, Audience.PARTIES}
    return {
        "number": case.number or "",
        "status": str(state_of(case.status, case.resolution).label),
        "submitted_at": case.submitted_at,
        "enterprise_name": case.enterprise_name,
        "contact": {name: getattr(case, name) for name in looking.FIELDS},
        "item": case.item_title,
        "description": case.description,
        "details": case.details,
        "timeline": [
            {
                "at": event.happened_at,
                "what": str(words_of(event) or SIDE[event.name].label),
                "text": event.text,
            }
            for event in case.events.all()
            if event.audience in readable
        ],
    }
