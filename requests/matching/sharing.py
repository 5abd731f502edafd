"""What an enterprise lets an expert read of its request: a consent of its own, and its end (PIPL 23)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.requests.enterprises import consents, looking
from onestop.requests.enterprises.models import ConsentRecord, Purpose
from onestop.requests.matching.doers import open_match
from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused, locked, may, note, refuse

NAME = "shared"

PARTS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "words": (gettext_lazy("What we wrote, with our messages"), ("description", "details")),
    "files": (gettext_lazy("Our files"), ("attachments",)),
    "name": (gettext_lazy("Name, credit code and region of our enterprise"), ("enterprise_name",)),
    "contact": (gettext_lazy("Name and telephone of our contact"), tuple(looking.FIELDS)),
}
"""What can be agreed to one by one, as people call it, with the names of the data."""

TAKEN_BACK = (Purpose.HAND_OVER, Purpose.QUESTION)
"""What is agreed to on the page of a case is taken back there, also by who has no account."""


def asked_expert(case: ServiceRequest) -> Match | None:
    """Return the match by which an expert is asked now, if any."""
    match = open_match(case)
    return match if match and match.method == Method.EXPERT and match.outcome == Outcome.ASKED else None


def agreed(case: ServiceRequest, match: Match) -> bool:
    """Tell whether a consent for the expert of ``match`` holds."""
    return consents.valid_for(case, Purpose.HAND_OVER).filter(expert=match.expert).exists()


def can_share(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether there is an expert to whom nothing was agreed yet."""
    match = asked_expert(case)
    return match is not None and not agreed(case, match)


@transaction.atomic
def share(pk: int, actor: Actor, data: Mapping[str, Any]) -> ConsentRecord:
    """Side event ``shared``: the expert who was asked may read what the enterprise chooses, from now on.

    Args:
        pk: The case.
        actor: The enterprise.
        data: ``expert``: id of the expert who was named on the form; ``parts``: names of ``PARTS``.

    Raises:
        Refused: Nothing was chosen, another expert is asked meanwhile, or it was agreed to already.
    """
    case = locked(pk)
    refuse(may(actor, NAME, case))
    match = asked_expert(case)
    if match is None or str(data.get("expert") or "") != str(match.expert_id) or agreed(case, match):
        raise Refused(_("This has changed meanwhile; please look at the request again."))
    chosen = [name for name in PARTS if name in (data.get("parts") or ())]
    if not chosen:
        raise Refused(
            {"parts": [_("Choose what the expert may read; if nothing, you need not do anything.")]}
        )
    fields = [field for name in chosen for field in PARTS[name][1]]
    record = consents.give(
        Purpose.HAND_OVER,
        case=case,
        expert=match.expert,
        fields=fields,
        version=case.notice_version,
        user=actor.user,
    )
    text = _("The expert may read: %(what)s.") % {"what": "、".join(str(PARTS[name][0]) for name in chosen)}
    note(pk, NAME, actor, text=text, data={"consent": record.pk, "fields": fields, "match": match.pk})
    return record


def given(case: ServiceRequest) -> list[ConsentRecord]:
    """Return the consents that hold and can be taken back on the page of ``case``, the newest first."""
    valid = ConsentRecord.objects.valid().filter(case=case, purpose__in=TAKEN_BACK)
    return list(valid.order_by("-given_at"))


def can_withdraw(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether there is a consent that can be taken back."""
    return bool(given(case))


def withdraw(pk: int, actor: Actor, data: Mapping[str, Any]) -> ConsentRecord:
    """Side event ``consent_withdrawn``: whoever was named sees nothing more from now on.

    Args:
        pk: The case.
        actor: The enterprise, with or without an account.
        data: ``consent``: which, by its id.

    Raises:
        Refused: It is none of this case.
    """
    case = ServiceRequest.objects.get(pk=pk)
    refuse(may(actor, "consent_withdrawn", case))
    chosen = next((row for row in given(case) if str(row.pk) == str(data.get("consent") or "")), None)
    if chosen is None:
        raise Refused({"consent": [_("Choose what you take back.")]})
    return consents.withdraw(chosen.pk, actor)
