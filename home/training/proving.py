"""Giving and taking back proofs."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from onestop.home.training import attending
from onestop.home.training.choices import Result
from onestop.home.training.models import Proof, Registration

TITLE_LENGTH = 255


def reason(name: str) -> str:
    """Return in words why there is no proof; names are those of ``attending.missing_for_proof``."""
    return {
        "none": _("This event gives no proofs."),
        "place": _("There was no confirmed place."),
        "running": _("The event is not over yet."),
        "attendance": _("The attendance is below what the event requires."),
        "result": _("The assessment was not passed, or has no result yet."),
    }.get(name, "")


def sentence(proof: Proof) -> str:
    """Return what the certificate of ``proof`` says after the name."""
    days = f"{proof.starts_on:%Y-%m-%d}"
    if proof.ends_on != proof.starts_on:
        days = _("%(first)s to %(last)s") % {"first": days, "last": f"{proof.ends_on:%Y-%m-%d}"}
    facts = {
        "enterprise": proof.registration.enterprise,
        "days": days,
        "title": proof.title,
        "hours": f"{proof.hours.normalize():f}",
    }
    if proof.passed:
        return (
            _(
                "of %(enterprise)s took part in “%(title)s” on %(days)s, attended %(hours)s class hours "
                "and passed the "
                "assessment."
            )
            % facts
        )
    return (
        _("of %(enterprise)s took part in “%(title)s” on %(days)s and attended %(hours)s class hours.")
        % facts
    )


def issue(registration: Registration, by: Any) -> Proof | None:
    """Return the proof of ``registration``, made now if there is none; ``None`` if it gets none.

    A proof that was revoked stays so.
    """
    existing: Proof | None = Proof.objects.filter(registration=registration).first()
    if existing is not None:
        return existing
    if attending.missing_for_proof(registration):
        return None
    event = registration.event
    column = event.get_parent().specific
    with transaction.atomic():
        proof, _new = Proof.objects.get_or_create(
            registration=registration,
            defaults={
                "masked_name": registration.masked_name,
                "title": Truncator(event.title).chars(TITLE_LENGTH),
                "starts_on": timezone.localdate(event.starts_at),
                "ends_on": timezone.localdate(event.ends_at),
                "hours": attending.hours_of(registration),
                "passed": registration.result == Result.PASSED,
                "issuer": getattr(column, "issuer", "") or event.organiser,
                "issued_on": timezone.localdate(),
                "issued_by": by,
            },
        )
    return proof


def issue_all(registrations: Iterable[Registration], by: Any) -> tuple[int, Counter[str]]:
    """Issue what can be issued.

    Returns:
        How many of them have a proof now, and why the others have none, counted by reason.
    """
    refused: Counter[str] = Counter()
    given = 0
    for registration in registrations:
        if issue(registration, by):
            given += 1
        else:
            refused[attending.missing_for_proof(registration)] += 1
    return given, refused


def revoke(proof: Proof, why: str) -> None:
    """Take ``proof`` back for a reason that is shown to whoever checks it; a second time changes nothing."""
    if proof.revoked_on is None:
        proof.revoked_on, proof.revoked_reason = timezone.localdate(), why.strip()
        proof.save(update_fields=["revoked_on", "revoked_reason"])
