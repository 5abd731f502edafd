"""Everything that the page of a case shows to its parties, asked of the database once each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from onestop.requests.filing import details, tokens
from onestop.requests.filing.models import Attachment
from onestop.requests.filing.reading import readable
from onestop.requests.following.contact import messages, urging
from onestop.requests.following.pages import asking, clocks, timelines
from onestop.requests.following.wording import day_words
from onestop.requests.matching.models import Match
from onestop.requests.serving import records
from onestop.requests.serving.models import ServiceRecord
from onestop.requests.workflow import actions, clock
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.public import State, state_of

FileUrl = Callable[[Attachment], str]
LATER = frozenset({messages.NAME, urging.NAME})
"""Actions with a place of their own on the page."""


@dataclass(slots=True)
class CasePage:
    """What the template shows."""

    case: ServiceRequest
    base: str
    state: State
    sentences: list[str]
    clock: clocks.Drawn | None
    ask: asking.Ask | None
    timeline: list[timelines.Item]
    messages: list[messages.Message]
    files: list[tuple[Attachment, str]]
    links: list[tuple[Any, str]] = field(default_factory=list)
    relatives: list[tuple[ServiceRequest, str, bool]] = field(default_factory=list)
    records: list[tuple[ServiceRecord, list[tuple[str, str]]]] = field(default_factory=list)
    details: list[tuple[Any, Any]] = field(default_factory=list)
    message_form: Any = None
    urge: str = ""

    @property
    def title(self) -> str:
        """Return what the case is about: the item, never words of the enterprise."""
        return self.case.item_title or _("Quality service")


def build(case: ServiceRequest, actor: Actor, base: str, file_url: FileUrl) -> CasePage:
    """Return the page of ``case`` as ``actor`` sees it.

    Args:
        case: With its office.
        actor: Whose roles are those towards the case.
        base: Path of the page, ending in a slash.
        file_url: The path of one of its files.
    """
    events = events_of(case)
    offered = actions.offered(actor, case)
    able = {action.name: action for action in offered}
    ask = asking.ask_of(case, offered, base)
    files = list(readable(actor, case))
    writing = able.get(messages.NAME)
    return CasePage(
        case=case,
        base=base,
        state=state_of(case.status, case.resolution),
        sentences=sentences_of(case, doer_name(case)),
        clock=clocks.drawn(case, list(case.pauses.all())),
        ask=ask,
        timeline=timelines.of_parties(case, events),
        messages=messages.listed(case, messages.side_of(actor), events, files),
        files=[(file, file_url(file)) for file in files],
        message_form=writing.form(case=case, actor=actor) if writing else None,
        urge=asking.action_url(base, urging.NAME) if urging.NAME in able else "",
        links=[
            (action.label, url)
            for action in offered
            if action.name not in LATER
            and (url := asking.action_url(base, action.name)) != (ask.url if ask else "")
        ],
        relatives=list(relatives_of(case, actor)),
        records=records.ended(case),
        details=details.shown(case),
    )


def relatives_of(case: ServiceRequest, actor: Actor) -> Iterator[tuple[ServiceRequest, str, bool]]:
    """Yield the request that ``case`` came of and those that came of it: each with its page, and which it is.

    An account gets to those that it may read; whoever holds a link, to those of the same telephone.
    """
    rows = ServiceRequest.objects.filed().filter(Q(parent=case) | Q(pk=case.parent_id or 0))
    if actor.user is not None:
        rows = rows & ServiceRequest.objects.for_user(actor.user)
    else:
        rows = rows.filter(phone_print=case.phone_print).exclude(phone_print="")
    for each in rows.order_by("pk").distinct():
        account = actor.user is not None
        url = reverse("requests_my_case", args=[each.number]) if account else tokens.case_url(each)
        yield each, url, each.pk == case.parent_id


def events_of(case: ServiceRequest) -> list[Event]:
    """Return the events of ``case`` in order, with their offices."""
    return list(case.events.select_related("office", "corrects").order_by("sequence"))


def putting_right(cases: Iterable[ServiceRequest]) -> dict[int, str]:
    """Return who has to put something right, by case; nobody is asked where nothing is to be."""
    keys = [case.pk for case in cases if case.status == Status.RECTIFYING]
    if not keys:
        return {}
    rows = ServiceRequest.objects.filter(pk__in=keys, rectifications__closed_at__isnull=True)
    return dict(rows.order_by().values_list("pk", "rectifications__office__name"))


def doer_name(case: ServiceRequest) -> str:
    """Return who serves, would serve or has to put right; the name of an expert only if it is public."""
    if right := putting_right([case]):
        return right[case.pk]
    match = Match.objects.open().filter(case=case).select_related("provider", "expert").first()
    if match is None:
        return ""
    if match.provider:
        return match.provider.name
    expert = match.expert
    return str(expert.name) if expert and expert.name_is_public else _("An expert")


def sentences_of(case: ServiceRequest, doer: str) -> list[str]:
    """Return who holds ``case``, what happens next, and by when."""
    state = state_of(case.status, case.resolution)
    office = case.office.name if case.office else _("The service centre")
    words = {"office": office, "doer": doer or office}
    said = [str(state.sentence) % words]
    due = clock.day_of(case)
    if due and state.until and not case.is_overdue(clock.today()):
        said.append(str(state.until) % {"due": day_words(due)})
    elif due and state.until:
        said.append(
            _("It should have been done by the end of %(due)s and is late.") % {"due": day_words(due)}
        )
    return said
