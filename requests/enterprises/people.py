"""Who acts for an enterprise: claiming it, inviting colleagues, leaving it. An owner is never missing.

Every change locks the enterprise's row, so that two owners who leave at the same time do not both go.
"""

import datetime as dt
import hashlib
import logging
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.enterprises.directory import find_or_create
from onestop.requests.enterprises.models import Enterprise, Invitation, Membership, MembershipRole
from onestop.requests.workflow.models import ServiceRequest

logger = logging.getLogger(__name__)

VALID = dt.timedelta(days=7)
MOST_OPEN = 20
"""Invitations of an enterprise that may be open at once."""


class Refused(ValidationError):
    """It is not done; the message says why, for the person."""


def current_of(user: Any) -> "QuerySet[Membership]":
    """Return the current memberships of an account."""
    return Membership.objects.current().filter(user=user).select_related("enterprise")


def of_enterprise(enterprise: Enterprise) -> "QuerySet[Membership]":
    """Return who acts for an enterprise, owners first."""
    found = Membership.objects.current().filter(enterprise=enterprise).select_related("user__person")
    return found.order_by("-role", "since", "pk")


@transaction.atomic
def claim(user: Any, name: str, credit_code: str, region: Any) -> Membership:
    """Make ``user`` the owner of the enterprise with this credit code, unless somebody is already.

    The code is public, so that this proves nothing: what others filed for the enterprise is seen only when
    the licence has been compared (``confirm``).

    Raises:
        Refused: Somebody acts for it already.
    """
    enterprise = _locked(find_or_create(name, credit_code, region).pk)
    if Membership.objects.current().filter(enterprise=enterprise).exists():
        raise Refused(
            {
                "credit_code": _(
                    "Somebody acts for this enterprise here already. Ask your colleague to invite you; if "
                    "you do not know who it is, bring the licence to a window or call the service centre."
                )
            }
        )
    return Membership.objects.create(enterprise=enterprise, user=user, role=MembershipRole.OWNER)


@transaction.atomic
def confirm(membership_pk: int, by: Any) -> Membership:
    """Note that ``by`` has compared the licence: the member sees everything of the enterprise from now on."""
    enterprise = _locked(Membership.objects.get(pk=membership_pk).enterprise_id)
    membership = Membership.objects.current().get(pk=membership_pk)
    if membership.confirmed_at is None:
        membership.confirmed_at = timezone.now()
        membership.save(update_fields=["confirmed_at"])
    enterprise.verified_on, enterprise.verified_by = timezone.localdate(), by
    enterprise.save(update_fields=["verified_on", "verified_by", "updated_at"])
    return membership


@transaction.atomic
def dismiss(membership_pk: int, by: Any) -> None:
    """End the membership of somebody who, as ``by`` found at the window, does not act for the enterprise.

    Raises:
        Refused: The licence has been compared for this person before.
    """
    _locked(Membership.objects.get(pk=membership_pk).enterprise_id)
    membership = Membership.objects.current().get(pk=membership_pk)
    if membership.confirmed_at is not None:
        raise Refused(_("This person was proved before; an owner can remove it."))
    end(membership)
    logger.info("membership %s of enterprise %s ended by %s", membership.pk, membership.enterprise_id, by.pk)


def token_hash(token: str) -> str:
    """Return what is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(by: Membership, role: str = MembershipRole.MEMBER, note: str = "") -> str:
    """Invite a colleague; return the token of the link, which is shown this once.

    Raises:
        Refused: ``by`` is no owner, or too many invitations are open.
    """
    enterprise = _locked(by.enterprise_id)
    _check_owner(by)
    if len(open_invitations(enterprise)) >= MOST_OPEN:
        raise Refused(_("Too many invitations are open. Take some back first."))
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(
        enterprise=enterprise,
        role=role,
        token_hash=token_hash(token),
        invited_by=by.user,
        note=note,
        expires_at=timezone.now() + VALID,
    )
    return token


def invitation_path(token: str) -> str:
    """Return the path of an invitation's link."""
    return reverse("requests_invitation", args=[token])


def open_invitations(enterprise: Enterprise) -> list[Invitation]:
    """Return the invitations that can still be used."""
    found = enterprise.invitations.filter(used_at__isnull=True, revoked_at__isnull=True)
    return list(found.filter(expires_at__gt=timezone.now()))


def find_invitation(token: str) -> Invitation | None:
    """Return the invitation that a token opens, if it can be used now."""
    found = Invitation.objects.select_related("enterprise", "invited_by")
    invitation = found.filter(token_hash=token_hash(token)).first()
    return invitation if invitation and _holds(invitation) else None


@transaction.atomic
def accept(token: str, user: Any) -> Membership:
    """Make ``user`` a colleague by an invitation, which is used up. Accepted twice at once, one gets in.

    Raises:
        Refused: It was used, taken back, is too old, its owner has left, or ``user`` is a colleague already.
    """
    invitation = Invitation.objects.select_for_update().filter(token_hash=token_hash(token)).first()
    if invitation is None or not _holds(invitation):
        raise Refused(_("This invitation cannot be used any more. Ask your colleague for a new one."))
    _locked(invitation.enterprise_id)
    if Membership.objects.current().filter(enterprise=invitation.enterprise_id, user=user).exists():
        raise Refused(_("You act for this enterprise already."))
    inviter = _owner(invitation)
    invitation.used_at, invitation.used_by = timezone.now(), user
    invitation.save(update_fields=["used_at", "used_by"])
    return Membership.objects.create(
        enterprise=invitation.enterprise,
        user=user,
        role=invitation.role,
        note=invitation.note,
        confirmed_at=timezone.now() if inviter and inviter.confirmed_at else None,
    )


@transaction.atomic
def revoke(by: Membership, invitation_pk: int) -> None:
    """Take an invitation back.

    Raises:
        Refused: ``by`` is no owner.
        Invitation.DoesNotExist: It is not of this enterprise.
    """
    _check_owner(by)
    invitation = Invitation.objects.select_for_update().get(pk=invitation_pk, enterprise=by.enterprise_id)
    if invitation.used_at is None and invitation.revoked_at is None:
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])


@transaction.atomic
def remove(by: Membership, membership_pk: int) -> Membership:
    """End somebody's membership; whoever leaves removes the own one. It works at the next click.

    Raises:
        Refused: ``by`` is no owner and not the person, or nobody would be left to own the enterprise.
        Membership.DoesNotExist: It is not of this enterprise, or has ended.
    """
    _locked(by.enterprise_id)
    target = Membership.objects.current().get(pk=membership_pk, enterprise=by.enterprise_id)
    if target.pk != by.pk:
        _check_owner(by)
    check_may_go(target)
    end(target)
    return target


@transaction.atomic
def set_role(by: Membership, membership_pk: int, role: str) -> Membership:
    """Make somebody an owner, or an owner a colleague.

    Raises:
        Refused: ``by`` is no owner, or it would leave none.
        Membership.DoesNotExist: It is not of this enterprise, or has ended.
    """
    _locked(by.enterprise_id)
    _check_owner(by)
    target = Membership.objects.current().get(pk=membership_pk, enterprise=by.enterprise_id)
    if role != MembershipRole.OWNER and is_last_owner(target):
        raise Refused(_("There must be one owner. Make somebody else an owner first."))
    target.role = role
    target.save(update_fields=["role"])
    return target


def is_last_owner(membership: Membership) -> bool:
    """Tell whether there would be no owner without this one."""
    if membership.role != MembershipRole.OWNER:
        return False
    owners = Membership.objects.owners().filter(enterprise=membership.enterprise_id)
    return not owners.exclude(pk=membership.pk).exists()


def check_may_go(membership: Membership) -> None:
    """Refuse to let the last owner go while colleagues or requests under way need one.

    Raises:
        Refused: with what to do first.
    """
    enterprise = _locked(membership.enterprise_id)
    if not is_last_owner(membership):
        return
    if Membership.objects.current().filter(enterprise=enterprise).exclude(pk=membership.pk).exists():
        raise Refused(_("You are the only owner. Make a colleague an owner first."))
    cases = ServiceRequest.objects.filter(enterprise=enterprise).under_way()
    if membership.confirmed_at is None:
        cases = cases.filter(filed_by=membership.user)
    if cases.exists():
        raise Refused(
            _("A request of this enterprise is under way. Wait until it is done, or withdraw it first.")
        )


def end(membership: Membership) -> None:
    """End a membership, and the invitations that hang on it; the caller has locked the enterprise."""
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    invitations = Invitation.objects.filter(enterprise=membership.enterprise_id, invited_by=membership.user)
    invitations.filter(used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=timezone.now())


def _locked(pk: int) -> Enterprise:
    return Enterprise.objects.select_for_update().get(pk=pk)


def _check_owner(by: Membership) -> None:
    """Refuse what only an owner may; the row is asked again, it may have changed meanwhile."""
    if not Membership.objects.owners().filter(pk=by.pk).exists():
        raise Refused(_("Only an owner may do this."))


def _owner(invitation: Invitation) -> Membership | None:
    owners = Membership.objects.owners().filter(enterprise=invitation.enterprise_id)
    return owners.filter(user=invitation.invited_by_id).first()


def _holds(invitation: Invitation) -> bool:
    return invitation.is_open() and _owner(invitation) is not None
