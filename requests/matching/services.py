"""The steps between acceptance and service: T7 to T10 of the table (clauses 4.3.3.1, 4.3.3.2, 6.3)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.catalogue.experts.models import Expert
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.enterprises import consents
from onestop.requests.enterprises.models import ConsentRecord, Purpose
from onestop.requests.matching import nameless, telling, wanting
from onestop.requests.matching.candidates import Candidate, Fit, look_up
from onestop.requests.matching.checking import Check, check_office, check_provider
from onestop.requests.matching.doers import acts_for, answers, has_account, open_match, writes_down
from onestop.requests.matching.gaps import note_gap
from onestop.requests.matching.models import CandidateList, Match, Method, Outcome
from onestop.requests.matching.previous import tried
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused, Step, locked, move, note

Data = dict[str, Any]
MOST_ALTERNATIVES = 5
"""Institutions among which an enterprise can choose besides the proposed one."""

CONTACT = ("contact_name", "phone", "email")
"""What the enterprise may keep back; without the rest of ``consents.HANDED`` nobody can serve."""


def begin_matching(pk: int, actor: Actor, data: Data) -> CandidateList:
    """T7: look for who could serve, and keep what was found.

    ``data`` may say what is wanted more exactly: keys of ``wanting.KEYS``.
    """
    with move(pk, "begin_matching", actor, given={"candidates": True}) as step:
        kept = _look(step.case, actor, data)
        step.data |= _summary(kept, step.case)
    return kept


@transaction.atomic
def look_again(pk: int, actor: Actor, data: Data) -> CandidateList:
    """Side event: look once more, perhaps for something said more exactly; ``data`` as above."""
    case = locked(pk)
    wish = {key: case.details.get(key) for key in wanting.KEYS}
    kept = _look(case, actor, data)
    case.save(update_fields=["details"])
    note(pk, "look_again", actor, data={"before": wish} | _summary(kept, case))
    return kept


def _look(case: ServiceRequest, actor: Actor, data: Data) -> CandidateList:
    """Keep who could serve ``case``, which asks for what ``data`` says from now on; the caller saves it."""
    said = {key: str(data[key]).strip() for key in wanting.KEYS if key in data}
    case.details = {**case.details, **said}
    rows = [row.as_row() for row in look_up(case)]
    return CandidateList.objects.create(case=case, rows=rows, by=actor.user)


def _summary(kept: CandidateList, case: ServiceRequest) -> Data:
    """Return what the event says of a search; what neither an institution nor the office can do is a gap."""
    can = [row for row in kept.rows if row["fit"] != Fit.NO]
    ourselves = bool(check_office(case))
    if not can and not ourselves:
        note_gap(case)
    return {"list": kept.pk, "found": len(kept.rows), "offered": len(can), "ourselves": ourselves}


def propose(pk: int, actor: Actor, data: Data) -> Match:
    """T8a: propose an institution to the enterprise; nothing is handed over yet.

    Args:
        pk: The case.
        actor: Somebody of the office.
        data: ``provider`` (an organisation or its id); ``reason``: why this one; ``again``: also one that was
            tried before; ``how_confirmed``: how somebody made sure, where the scope is only a hint.
    """
    case, place = _case(pk), _organisation(data.get("provider"))
    check = check_provider(case, place, str(data.get("how_confirmed") or ""))
    given = {"provider": place, "qualified": bool(check) or place is None}
    with move(pk, "propose", actor, given=given) as step:
        assert place is not None  # noqa: S101 - move() has refused a proposal of nobody
        was_tried = tried(step.case).get(place.pk)
        if was_tried and not data.get("again"):
            text = _("It was tried before: it %(what)s. Choose another, or say that you want it again.")
            raise Refused({"provider": [text % {"what": was_tried}]})
        match = _new_match(step, Method.PROVIDER, Outcome.PROPOSED, check, provider=place)
        match.reason = str(data.get("reason") or check.reason)[:300]
        match.candidates = _alternatives(step.case, place)
        match.save()
        step.text = _("Proposed: %(name)s.") % {"name": place.name}
        step.data |= {"match": match.pk, "provider": place.pk, "check": match.check_result}
    return match


def _alternatives(case: ServiceRequest, place: Organisation) -> list[Data]:
    others: list[Candidate] = [row for row in look_up(case) if row.fit == Fit.YES]
    rows = [row.as_row() for row in others if row.organisation.pk != place.pk]
    return rows[:MOST_ALTERNATIVES]


def _new_match(step: Step, method: Method, outcome: Outcome, check: Check | None, **who: Any) -> Match:
    if open_match(step.case):
        raise Refused(_("Somebody is being asked already."))
    return Match.objects.create(
        case=step.case,
        method=method,
        outcome=outcome,
        check_result=check.as_row() if check else {},
        proposed_by=step.actor.user,
        **who,
    )


def consent(pk: int, actor: Actor, data: Data) -> Match:
    """T8b: the enterprise agrees that its data go to one institution (PIPL 23; clause 6.3).

    Args:
        pk: The case.
        actor: The enterprise.
        data: ``agree``: that it agrees; ``contact``: whether the institution may also have name and telephone
            of the contact; ``provider``: another of the institutions it was shown.
    """
    given = {"consent": data.get("agree")}
    with move(pk, "consent", actor, given=given) as step:
        match = _expected(step.case, Outcome.PROPOSED)
        _choose(step.case, match, data.get("provider"))
        fields = [name for name in consents.HANDED if data.get("contact") or name not in CONTACT]
        match.consent = _record_consent(step, match, fields)
        match.outcome, match.asked_at = Outcome.ASKED, timezone.now()
        match.save()
        step.text = _("Agreed to: %(name)s.") % {"name": match.provider}
        step.data |= {"match": match.pk, "consent": match.consent.pk, "fields": fields}
    return match


def _choose(case: ServiceRequest, match: Match, chosen: Any) -> None:
    """Let ``match`` be with the institution that the enterprise chose among those it was shown."""
    place = _organisation(chosen)
    if place is None or place.pk == match.provider_id:
        check = check_provider(case, match.provider, match.check_result.get("how_confirmed", ""))
    elif place.pk in {row["organisation"] for row in match.candidates}:
        check = check_provider(case, place)
        match.provider, match.reason = place, _("Chosen by the enterprise.")
    else:
        raise Refused({"provider": [_("Choose one of the institutions that you were shown.")]})
    if not check:
        text = _("%(name)s may not serve this any more; please do not agree, and we look for another.")
        raise Refused({"provider": [text % {"name": match.provider}]})
    match.check_result = check.as_row()


def _record_consent(step: Step, match: Match, fields: list[str]) -> ConsentRecord:
    return consents.give(
        Purpose.HAND_OVER,
        case=step.case,
        receiver=match.provider,
        fields=fields,
        version=step.case.notice_version,
        user=step.actor.user,
    )


def decline(pk: int, actor: Actor, data: Data) -> Match:
    """T8c: the enterprise does not agree; ``data`` may hold a ``reason``."""
    with move(pk, "decline", actor) as step:
        match = _expected(step.case, Outcome.PROPOSED)
        _close(match, Outcome.DECLINED, str(data.get("reason") or ""))
        step.text = str(data.get("reason") or "")
        step.data["match"] = match.pk
    return match


def take_back(pk: int, actor: Actor, data: Data) -> Match:
    """T8f: the office takes a proposal back, to which nobody has answered; ``data`` holds the ``reason``.

    What was to be consented to is void; an institution that was asked already sees nothing any more.
    """
    reason = str(data.get("reason") or "").strip()
    with move(pk, "take_back", actor, given={"reason": reason}, text=reason) as step:
        match = _expected(step.case, Outcome.PROPOSED, Outcome.ASKED)
        _close(match, Outcome.RECALLED, reason)
        step.data |= {"match": match.pk, "provider": match.provider_id, "asked": match.asked_at is not None}
    return match


def take(pk: int, actor: Actor, data: Data) -> Match:
    """T8d: the institution takes the case; its qualification is looked at once more, that of today.

    Args:
        pk: The case.
        actor: The institution; the office for one without an account.
        data: Of the office: ``told_by``, ``told_way``, ``told_at``: who there said so, how and when.
    """
    case = _case(pk)
    asked = open_match(case)
    confirmed = asked.check_result.get("how_confirmed", "") if asked else ""
    check = check_provider(case, asked.provider if asked else None, confirmed)
    with move(pk, "take", actor, given={"qualified": bool(check) or asked is None}) as step:
        match = _answered(step, data)
        if asked is None or match.pk != asked.pk:
            raise Refused(_("Your institution is not asked here any more."))
        _need_consent(match)
        match.outcome, match.answered_at, match.check_result = Outcome.TAKEN, timezone.now(), check.as_row()
        match.save()
        step.text = " ".join(
            part for part in (_("Taken by %(name)s.") % {"name": match.provider}, step.text) if part
        )
        step.data |= {"match": match.pk, "provider": match.provider_id}
    return match


def _answered(step: Step, data: Data) -> Match:
    """Return the match of a locked case to which the institution says yes or no, with who told the office.

    Raises:
        Refused: It is not asked any more; it has an account and answers itself; who told it is missing.
    """
    match = _expected(step.case, Outcome.ASKED)
    if writes_down(step.actor) and match.provider and has_account(match.provider):
        raise Refused(_("This institution has an account here: it answers itself."))
    if not answers(step.actor, match):
        raise Refused(_("Your institution is not asked here any more."))
    if writes_down(step.actor):
        told = telling.read(data, match)
        match.told_by, match.told_way, match.told_at = told.by, told.way, told.at
        words = telling.in_words(told)
        step.text = "\n".join(part for part in (step.text, words) if part)
        step.data |= {"told_way": told.way, "told_at": told.at}
    return match


def _need_consent(match: Match) -> None:
    if match.consent is None or match.consent.withdrawn_at is not None:
        raise Refused(_("The enterprise has withdrawn its consent."))


def give_back(pk: int, actor: Actor, data: Data) -> Match:
    """T9: the institution gives it back; ``data`` holds the ``reason``, of the office as for ``take``."""
    reason = str(data.get("reason") or "").strip()
    with move(pk, "give_back", actor, given={"reason": reason}, text=reason) as step:
        match = _answered(step, data)
        _close(match, Outcome.RETURNED, reason)
        step.data |= {"match": match.pk, "provider": match.provider_id}
    return match


def serve_ourselves(pk: int, actor: Actor, data: Data) -> Match:
    """T8e: the receiving office serves it; ``data`` may hold a ``reason``."""
    check = check_office(_case(pk))
    with move(pk, "serve_ourselves", actor, given={"qualified": check}) as step:
        match = _new_match(step, Method.CENTRE, Outcome.TAKEN, check, provider=step.case.office)
        match.reason, match.answered_at = str(data.get("reason") or "")[:300], timezone.now()
        match.save()
        step.text = match.reason
        step.data |= {"match": match.pk, "provider": match.provider_id}
    return match


def ask_expert(pk: int, actor: Actor, data: Data) -> Match:
    """T10a: ask an expert, who sees the question as the office words it and nothing of the enterprise.

    Args:
        pk: The case.
        actor: Somebody of the office.
        data: ``expert`` (or the id); ``question``: without names and numbers. The parties read it.

    Raises:
        Refused: also because the question tells whose it is.
    """
    expert = _expert(data.get("expert"))
    question = str(data.get("question") or "").strip()
    given = {"expert": expert, "question": question}
    with move(pk, "ask_expert", actor, given=given, text=question) as step:
        if told := nameless.secrets_in(question, step.case):
            raise Refused({"question": [told]})
        match = _new_match(step, Method.EXPERT, Outcome.ASKED, None, expert=expert)
        match.question, match.asked_at = question, timezone.now()
        match.save()
        step.data |= {"match": match.pk, "expert": match.expert_id}
    return match


def expert_gives_back(pk: int, actor: Actor, data: Data) -> Match:
    """T10b: the expert cannot answer, or the office takes it back; ``data`` holds the ``reason``."""
    reason = str(data.get("reason") or "").strip()
    with move(pk, "expert_gives_back", actor, given={"reason": reason}, text=reason) as step:
        match = _expected(step.case, Outcome.ASKED)
        if not acts_for(actor, match):
            raise Refused(_("You are not asked here any more."))
        _close(match, Outcome.RETURNED, reason)
        step.data |= {"match": match.pk, "expert": match.expert_id}
    return match


def _expected(case: ServiceRequest, *outcomes: Outcome) -> Match:
    """Return the open match of a locked case.

    Raises:
        Refused: There is none, or it has gone on meanwhile.
    """
    match = open_match(case)
    if match is None or match.outcome not in outcomes:
        raise Refused(_("This has changed meanwhile; please look at the request again."))
    return match


def _close(match: Match, outcome: Outcome, reason: str, at: dt.datetime | None = None) -> None:
    match.outcome, match.return_reason = outcome, reason[:300]
    match.answered_at = match.answered_at or at or timezone.now()
    match.save()


def _case(pk: int) -> ServiceRequest:
    return ServiceRequest.objects.select_related("item", "office", "region").get(pk=pk)


def _organisation(value: Any) -> Organisation | None:
    if value is None or value == "" or isinstance(value, Organisation):
        return value or None
    return Organisation.objects.filter(pk=value).first()


def _expert(value: Any) -> Expert | None:
    """Return the expert, if the term holds today."""
    key = value.pk if isinstance(value, Expert) else value
    found: Expert | None = Expert.objects.matchable().filter(pk=key).first() if key else None
    return found
