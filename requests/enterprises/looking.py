"""Contact data of a case, shown to who may see it, each look written down (matrix 5.3; clause 6.3)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.enterprises import consents, pledges
from onestop.requests.enterprises.models import AccessLog, ConsentRecord, Enterprise, Purpose
from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.permissions import CONTACT_READERS
from onestop.site import secrecy
from onestop.site.logs import redact

FIELDS = {
    "contact_name": gettext_lazy("Contact person"),
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
}
"""The sealed fields of a case, with what people call them."""

OWN = frozenset({Role.ENTERPRISE})
"""Whose data it is: nothing is written down."""

WITH_REASON = frozenset({Role.SUPERVISOR})
"""Asked why (R with reason)."""

WITH_CONSENT = frozenset({Role.PROVIDER, Role.EXPERT})
"""See what the enterprise agreed to hand over, to them by name."""

LONGEST_REASON = 200


class PledgeNeeded(moving.Refused):
    """The promise of confidentiality comes first; ``code`` is ``pledge``."""


def look(actor: Actor, case: ServiceRequest, fields: Iterable[str], reason: str = "") -> dict[str, str]:
    """Return contact data of ``case`` by field name, and write the look down.

    Call it only when somebody has asked to see them: what a page shows unasked, it shows masked
    (``masked``). The case has come through ``ServiceRequest.objects.for_user`` or a holder's link.

    Args:
        actor: Who, with the roles towards the case.
        case: Whose.
        fields: Names of ``FIELDS``.
        reason: Why; must be given by who is asked for it (``asks_reason``).

    Raises:
        PledgeNeeded: The promise of confidentiality has not been given.
        Refused: The role does not allow it, there is no consent for it, or the reason is missing.
    """
    wanted = [name for name in FIELDS if name in set(fields)]
    role = role_of(actor)
    if role is None:
        raise moving.Refused(_("Your role does not see contact data."), code="role")
    if role not in OWN and not (role == Role.VISITOR and actor.user is None):
        _demand(actor, role, case, wanted, reason)
        note_look(actor, role, wanted, reason, case=case)
    return {name: getattr(case, name) for name in wanted}


def role_of(actor: Actor) -> Role | None:
    """Return as what ``actor`` would look; ``None``: it may not."""
    return actor.role_for(CONTACT_READERS)


def asks_reason(actor: Actor) -> bool:
    """Tell whether ``actor`` must say why."""
    return role_of(actor) in WITH_REASON


def may_look(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether the button is shown: a reason and the promise are asked when it is pressed."""
    role = role_of(actor)
    if role is None or role not in WITH_CONSENT:
        return role is not None
    consent = consent_for(actor, role, case)
    return consent is not None and bool(set(FIELDS) & set(consent.fields))


def masked(case: ServiceRequest) -> dict[str, str]:
    """Return what may be shown of the contact unasked: 李*, 199****0001."""
    return {
        "contact_name": secrecy.mask_name(case.contact_name),
        "phone": secrecy.mask_contact(case.phone),
        "email": secrecy.mask_contact(case.email),
    }


def consent_for(actor: Actor, role: Role, case: ServiceRequest) -> ConsentRecord | None:
    """Return the separate consent by which an institution or expert sees the contact of ``case`` now."""
    valid = consents.valid_for(case, Purpose.HAND_OVER)
    if role == Role.PROVIDER:
        valid = valid.filter(receiver__in=organisations_of(actor.user))
    else:
        valid = valid.filter(expert__user=actor.user)
    return valid.order_by("-given_at").first()


@transaction.atomic
def note_look(
    actor: Actor,
    role: Role,
    fields: Iterable[str],
    reason: str = "",
    *,
    case: ServiceRequest | None = None,
    enterprise: Enterprise | None = None,
) -> AccessLog:
    """Write down that protected data was read; of a case, its timeline says so once a day and person."""
    names = list(fields)
    given = " ".join(reason.split()) or str(REASONS.get(role, _("Work on the request")))
    log = AccessLog.objects.create(
        user=actor.user,
        role=role,
        office=actor.office,
        enterprise=enterprise or (case.enterprise if case else None),
        case=case,
        fields=names,
        reason=redact(given)[:LONGEST_REASON],
    )
    if case is not None and case.status != Status.DRAFT and role != Role.VISITOR and not _told(actor, case):
        moving.note(case.pk, "looked", actor, data={"fields": names})
    return log


REASONS = {
    Role.PROVIDER: gettext_lazy("To serve the request"),
    Role.EXPERT: gettext_lazy("To answer the request"),
}


def looks_at(enterprise: Enterprise) -> "QuerySet[AccessLog]":
    """Return who has looked at data of an enterprise, the newest first."""
    return AccessLog.objects.filter(enterprise=enterprise).select_related("user", "office", "case")


def _demand(actor: Actor, role: Role, case: ServiceRequest, wanted: list[str], reason: str) -> None:
    """Refuse a look for which something is missing."""
    if actor.user is None:
        raise moving.Refused(_("Sign in first."), code="role")
    if not pledges.has_pledged(actor.user):
        raise PledgeNeeded(_("Please give your promise of confidentiality first."), code="pledge")
    if role in WITH_REASON and not reason.strip():
        raise moving.Refused({"reason": [_("Say why you need to see this. The enterprise will read it.")]})
    if role in WITH_CONSENT:
        consent = consent_for(actor, role, case)
        if consent is None:
            raise moving.Refused(
                _("The enterprise has not agreed that you see this, or has withdrawn it."), code="consent"
            )
        if missing := [str(FIELDS[name]) for name in wanted if name not in consent.fields]:
            message = _("The enterprise did not agree to hand over: %(fields)s.")
            raise moving.Refused(message % {"fields": "、".join(missing)}, code="consent")


def _told(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether the timeline says already that this person looked today."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    seen = Event.objects.filter(case=case, name="looked", actor=actor.user, recorded_at__gte=today)
    return seen.exists()
