"""Writing down what happened, and proving that nothing was changed afterwards (clause 6.2)."""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Audience, Role
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.table import SIDE, TABLE

Listener = Callable[[ServiceRequest, Event, Actor], None]
_listeners: dict[str, list[Listener]] = defaultdict(list)
ANY = "*"
SILENT = frozenset({"looked"})
"""Events of which the enterprise hears nothing of its request: a look at data is no sign of life."""


def listen(*names: str) -> Callable[[Listener], Listener]:
    """Call the decorated function, in the same transaction, whenever an event of these names is recorded.

    It gets the locked case, the event and who acted. What must wait for the commit (mails) it leaves to
    ``transaction.on_commit``. ``ANY`` stands for every name.
    """

    def decorate(function: Listener) -> Listener:
        for name in names:
            if function not in _listeners[name]:
                _listeners[name].append(function)
        return function

    return decorate


def digest(content: dict[str, Any]) -> str:
    """Return the hash of an event's content; ``REQUEST_DIGEST`` names the algorithm."""
    plain = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder
    )
    return hashlib.new(settings.REQUEST_DIGEST, plain.encode()).hexdigest()


@transaction.atomic
def record(
    case: ServiceRequest,
    name: str,
    actor: Actor,
    role: Role,
    *,
    text: str = "",
    data: dict[str, Any] | None = None,
    source: str = "",
    target: str = "",
    happened_at: dt.datetime | None = None,
    late_reason: str = "",
    audience: Audience | None = None,
    corrects: Event | None = None,
) -> Event:
    """Append an event to the chain of ``case``, which the caller has locked, and tell the listeners.

    Args:
        case: Whose; its chain's head is written, too.
        name: A name of ``TABLE`` or ``SIDE``.
        actor: Who.
        role: As what.
        text: In words, for whoever may read the event. No contact data.
        data: Plain values that belong to it. No contact data.
        source: The status before, of a transition.
        target: The status after, of a transition.
        happened_at: When; now when left out.
        late_reason: Why it is recorded later than ``settings.REQUEST_LATE_HOURS``.
        audience: Who may read it, if not whom the table names.
        corrects: The event that it corrects.

    Returns:
        The event.
    """
    now = timezone.now()
    row = TABLE.rows.get(name) or SIDE[name]
    event = Event(
        case=case,
        sequence=case.chain_length + 1,
        name=name,
        source=source,
        target=target,
        role=role,
        actor=actor.user,
        office=actor.office,
        happened_at=min(happened_at or now, now),
        recorded_at=now,
        late_reason=late_reason,
        audience=audience or row.audience,
        text=text,
        data=json.loads(json.dumps(data or {}, cls=DjangoJSONEncoder)),
        corrects=corrects,
        previous_hash=case.chain_head,
    )
    event.hash = digest(event.content())
    event.save(force_insert=True)
    _put_at_the_end(case, event)
    for listener in (*_listeners[name], *_listeners[ANY]):
        listener(case, event, actor)
    return event


def _put_at_the_end(case: ServiceRequest, event: Event) -> None:
    """Make ``event`` the head of the chain; what the parties hear of is a sign of life."""
    case.chain_length, case.chain_head = event.sequence, event.hash
    fields = ["chain_length", "chain_head", "updated_at"]
    if event.role != Role.SYSTEM and event.audience != Audience.STAFF and event.name not in SILENT:
        case.touched_at = event.recorded_at
        fields.append("touched_at")
    case.save(update_fields=fields)


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold."""

    case: ServiceRequest
    sequence: int
    what: str


def breaks(case: ServiceRequest) -> Iterator[Break]:
    """Yield where the chain of ``case`` does not hold, the first break of it only."""
    previous, expected = "", 0
    for event in case.events.order_by("sequence").iterator(chunk_size=500):
        expected += 1
        if event.sequence != expected:
            yield Break(case, expected, "missing")
            return
        if event.previous_hash != previous or digest(event.content()) != event.hash:
            yield Break(case, event.sequence, "changed")
            return
        previous = event.hash
    if (expected, previous) != (case.chain_length, case.chain_head):
        yield Break(case, expected + 1, "cut off")


def status_told(case: ServiceRequest) -> str:
    """Return the status that the entries of ``case`` say it has: that to which the last step led."""
    steps = case.events.exclude(target="").order_by("-sequence")
    return str(steps.values_list("target", flat=True).first() or "")
