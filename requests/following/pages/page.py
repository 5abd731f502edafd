"""Everything that the page of a case shows to its parties, asked of the database once each."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from onestop.requests.following.pages import asks, clocks, timelines
from onestop.requests.following.wording import STATES, State, day_words
from onestop.requests.matching.models import Match
from onestop.requests.workflow import actions
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import Event, ServiceRequest

LATER = frozenset({"message", "urged"})
"""Actions with a place of their own on the page."""


@dataclass(slots=True)
class CasePage:
    """What the template shows."""

    case: ServiceRequest
    base: str
    state: State
    sentences: list[str]
    clock: clocks.Drawn | None
    ask: asks.Ask | None
    timeline: list[timelines.Item]
    links: list[tuple[Any, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return what the case is about: the item, never words of the enterprise."""
        return self.case.item_title or _("Quality service")


def build(case: ServiceRequest, actor: Actor, base: str) -> CasePage:
    """Return the page of ``case`` as ``actor`` sees it.

    Args:
        case: With its office.
        actor: Whose roles are those towards the case.
        base: Path of the page, ending in a slash.
    """
    events = events_of(case)
    offered = actions.offered(actor, case)
    ask = asks.ask_of(case, offered, base)
    return CasePage(
        case=case,
        base=base,
        state=STATES[case.status],
        sentences=sentences_of(case, doer_name(case)),
        clock=clocks.drawn(case, list(case.pauses.all())),
        ask=ask,
        timeline=timelines.of_parties(case, events),
        links=[
            (action.label, url)
            for action in offered
            if action.name not in LATER
            and (url := asks.action_url(base, action.name)) != (ask.url if ask else "")
        ],
    )


def events_of(case: ServiceRequest) -> list[Event]:
    """Return the events of ``case`` in order, with their offices."""
    return list(case.events.select_related("office").order_by("sequence"))


def doer_name(case: ServiceRequest) -> str:
    """Return who serves or would serve ``case``; the name of an expert only if it is public."""
    match = Match.objects.open().filter(case=case).select_related("provider", "expert").first()
    if match is None:
        return ""
    if match.provider:
        return match.provider.name
    expert = match.expert
    return str(expert.name) if expert and expert.name_is_public else _("An expert")


def sentences_of(case: ServiceRequest, doer: str) -> list[str]:
    """Return who holds ``case``, what happens next, and by when."""
    state = STATES[case.status]
    office = case.office.name if case.office else _("The service centre")
    words = {"office": office, "doer": doer or office}
    said = [str(state.sentence) % words]
    due = case.stage_due_on
    if due and state.until and case.clock_runs:
        said.append(str(state.until) % {"due": day_words(due)})
    return said
