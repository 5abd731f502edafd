"""Two records of one enterprise become one; everything moves, and what was stays readable (clause 6.1 ③)."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.requests.archives.models import ArchiveItem, EnterpriseArchive
from onestop.requests.enterprises import companies
from onestop.requests.enterprises.models import Enterprise, EnterpriseVersion, Membership
from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest

PERMISSION = "requests.merge_enterprise"

MOVES: dict[str, str | Promise] = {
    "cases": gettext_lazy("service requests"),
    "consents": gettext_lazy("consents"),
    "looks": gettext_lazy("looks at protected data"),
    "invitations": gettext_lazy("invitations"),
    "versions": gettext_lazy("versions of the basic information"),
}
"""What simply points to the other record afterwards, by name of the relation."""

KEPT = ("archive", "merged", "memberships")
"""Relations with a rule of their own: sealed chains stay, accounts and earlier mergers are looked at."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merger would do. ``problems``: why it cannot be done, in words."""

    source: Enterprise
    target: Enterprise
    counts: list[tuple[str | Promise, int]]
    differences: list[tuple[str | Promise, str, str]]
    problems: list[str]


def may_merge(user: Any) -> bool:
    """Tell whether ``user`` may merge."""
    return bool(user.has_perm(PERMISSION))


def preview(source: Enterprise, target: Enterprise) -> Preview:
    """Return what merging ``source`` into ``target`` would move, and where both differ."""
    counts: list[tuple[str | Promise, int]] = [
        (title, getattr(source, name).count()) for name, title in MOVES.items()
    ]
    counts.append((gettext_lazy("people"), Membership.objects.current().filter(enterprise=source).count()))
    counts.append((gettext_lazy("sealed items"), ArchiveItem.objects.of(source).count()))
    old, new = companies.values_of(source), companies.values_of(target)
    fields: Any = Enterprise._meta  # noqa: SLF001 - Django’s own interface
    labels = {name: fields.get_field(name).verbose_name for name in companies.BASIC}
    labels["address"] = pgettext_lazy("place", "address")
    differences = [
        (labels[name], *(_word(fields.get_field(name), values[name]) for values in (old, new)))
        for name in companies.BASIC
        if old[name] != new[name]
    ]
    return Preview(source, target, counts, differences, problems(source, target))


def _word(field: Any, value: Any) -> str:
    """Return a value as people read it: of a choice its word, not its code."""
    return str(dict(field.flatchoices or ()).get(value, value) or "—")


def problems(source: Enterprise, target: Enterprise) -> list[str]:
    """Return why both cannot be merged."""
    found = []
    if source.pk == target.pk:
        found.append(_("Choose two different records."))
    if source.merged_into_id or target.merged_into_id:
        found.append(_("One of them was merged already."))
    if source.credit_code and target.credit_code and source.credit_code != target.credit_code:
        found.append(_("Their credit codes differ: these are two enterprises. Correct a wrong code first."))
    if source.credit_code and not target.credit_code:
        found.append(_("The record with the credit code must be the one that stays."))
    return found


@transaction.atomic
def merge(source_pk: int, target_pk: int, actor: Actor, reason: str) -> Enterprise:
    """Merge one record into another; it cannot be undone.

    Args:
        source_pk: The record that goes; it stays readable and points to the other.
        target_pk: The record that stays.
        actor: The head of the centre.
        reason: How it is known that both are one enterprise.

    Returns:
        The record that stays.

    Raises:
        Refused: Not allowed, no reason, or they are two enterprises.
    """
    if actor.user is None or not may_merge(actor.user) or Role.HEAD not in actor.roles:
        raise moving.Refused(_("Only the head of the centre merges records."), code="role")
    if not reason.strip():
        raise moving.Refused({"reason": [moving.WORDS["reason"]]})
    locked = Enterprise.objects.select_for_update().filter(pk__in=[source_pk, target_pk]).order_by("pk")
    rows = {row.pk: row for row in locked}
    source, target = rows[source_pk], rows[target_pk]
    if found := problems(source, target):
        raise moving.Refused(found)
    moved = list(source.cases.order_by("pk").values_list("pk", flat=True))
    _keep_what_was(source, target, actor)
    for name in MOVES:
        getattr(source, name).update(enterprise=target)
    _move_people(source, target)
    Enterprise.objects.filter(merged_into=source).update(merged_into=target)
    source.merged_into = target
    source.save(update_fields=["merged_into", "updated_at"])
    EnterpriseArchive.objects.get_or_create(enterprise=target)
    _tell_cases(moved, source, target, actor, reason.strip())
    return target


def _keep_what_was(source: Enterprise, target: Enterprise, actor: Actor) -> None:
    """Write the basic information of both down as it stood."""
    for row in (target, source):
        values = companies.values_of(row) | {"merged": source.pk, "into": target.pk}
        EnterpriseVersion.objects.create(enterprise=target, values=values, by=actor.user)


def _move_people(source: Enterprise, target: Enterprise) -> None:
    """Move the accounts. Nobody is proved for the other record who was not proved by a compared licence."""
    now = timezone.now()
    already = Membership.objects.current().filter(enterprise=target).values("user")
    current = Membership.objects.current().filter(enterprise=source)
    current.filter(user__in=already).update(ended_at=now)
    if source.verified_on is None:
        Membership.objects.filter(enterprise=source).update(confirmed_at=None)
    Membership.objects.filter(enterprise=source).update(enterprise=target)


def _tell_cases(keys: list[int], source: Enterprise, target: Enterprise, actor: Actor, reason: str) -> None:
    """Write a line on every filed case that moved."""
    text = _("Two records of one enterprise are one now: %(reason)s") % {"reason": reason}
    data = {"from": source.pk, "into": target.pk, "code": target.credit_code}
    for case in ServiceRequest.objects.filed().filter(pk__in=keys).order_by("pk"):
        moving.note(case.pk, "merged", actor, text=text, data=data)


def candidates(text: str) -> "QuerySet[Enterprise]":
    """Return the standing records that a name or a credit code may mean."""
    plain = " ".join(text.split())
    found = Enterprise.objects.standing().select_related("region")
    if not plain:
        return found.none()
    return found.filter(Q(name__icontains=plain) | Q(credit_code__iexact=plain)).order_by("name", "pk")
