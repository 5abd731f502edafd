"""The answer of an expert (T10), and its way into the frequent questions (clauses 4.3.3.1, 4.2.2.2)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.matching.doers import acts_for, open_match
from onestop.requests.matching.models import Method, Outcome
from onestop.requests.serving.models import ExpertAnswer
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Resolution
from onestop.requests.workflow.moving import Refused, move

Data = dict[str, Any]


def answer(pk: int, actor: Actor, data: Data) -> ExpertAnswer:
    """T10: answer; the answer is kept in full and ends the case.

    Args:
        pk: The case.
        actor: The expert who was asked.
        data: ``answer``; ``way``: by which way it was given; ``may_publish``: whether the expert agrees that
            it is published without names.
    """
    text = str(data.get("answer") or "").strip()
    with move(pk, "answer", actor, given={"answer": text}, text=text) as step:
        match = open_match(step.case)
        if match is None or match.method != Method.EXPERT or not acts_for(actor, match) or not match.expert:
            raise Refused(_("You are not asked here any more."))
        row = ExpertAnswer.objects.create(
            case=step.case,
            match=match,
            expert=match.expert,
            text=text,
            way=str(data.get("way") or "")[:10],
            may_publish=bool(data.get("may_publish")),
        )
        match.outcome, match.answered_at = Outcome.ENDED, timezone.now()
        match.save()
        step.case.resolution, step.case.completed_at = Resolution.ANSWERED, timezone.now()
        step.data |= {"answer": row.pk, "match": match.pk, "way": row.way}
    return row
