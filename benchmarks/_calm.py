"""What there is before the storm: a network, accounts that are signed in, cases on their way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client

from onestop.benchmarks._storm import VALUES, Board
from onestop.catalogue.models import Organisation
from onestop.requests.filing import demo, drafts
from onestop.requests.filing import services as filing
from onestop.requests.matching import services as matching
from onestop.requests.serving import services as serving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Channel, Role
from onestop.site import roles
from onestop.tests.factories import network as places
from onestop.tests.factories import requests_world
from onestop.tests.factories.requests_matching import STANDARD, laboratory, person_of, testing_item


@dataclass(frozen=True, slots=True)
class Network:
    """Whom there is: the centre, and two institutions that can do what is asked for."""

    centre: Organisation
    laboratories: tuple[Organisation, Organisation]
    item: Any

    @property
    def need(self) -> dict[str, str]:
        """Return what the second screen of the form is sent, but for the words."""
        return {"item": str(self.item.pk), "standard": STANDARD, "do": "next"}


def network() -> Network:
    """Make them."""
    requests_world.notice()
    item = testing_item()
    demo.load(lambda _line: None)
    centre = Organisation.objects.get(kind="centre")
    places.certificate(centre)
    return Network(centre, (laboratory("示例检测所1"), laboratory("示例检测所2")), item)


def people(known: Network, staff: int) -> list[tuple[str, dict[str, str]]]:
    """Make ``staff`` accounts; return role and cookies of each."""
    made = []
    for n in range(staff):
        if n % 3 == 2:
            role, place, group = "provider", known.laboratories[n // 3 % 2], roles.PROVIDER
        else:
            role, place, group = "office", known.centre, roles.CENTRE_AGENT
        client = Client()
        client.force_login(places.account(f"client-{n}", group, place))
        name = settings.SESSION_COOKIE_NAME
        made.append((role, {name: client.cookies[name].value}))
    return made


def cases(known: Network, board: Board, size: int) -> None:
    """File ``size`` cases and bring each some steps on; the board knows what was done."""
    agent = Actor(
        places.account("before", roles.CENTRE_AGENT, known.centre), frozenset({Role.AGENT}), known.centre
    )
    for n in range(size):
        place = known.laboratories[n % 2]
        steps: list[tuple[str, Callable[..., Any], Actor, dict[str, Any]]] = [
            ("accept", filing.accept, agent, {}),
            ("begin_matching", matching.begin_matching, agent, {}),
            ("propose", matching.propose, agent, {**VALUES["propose"], "provider": place}),
            ("consent", matching.consent, Actor.holder(), {"agree": True}),
            ("take", matching.take, person_of(place), {}),
            ("start", serving.start, person_of(place), {}),
        ]
        number, pk = _filed(known, board, n)
        for name, perform, actor, data in steps[: 2 + n % 5]:
            perform(pk, actor, data)
            board.took(number, name)


def _filed(known: Network, board: Board, n: int) -> tuple[str, int]:
    data = {
        "channel": Channel.COLUMN,
        "item": known.item,
        "enterprise_name": f"示例企业{n}",
        "contact_name": "李示例",
        "phone": f"19900999{n:03d}",
        "description": f"B{n}- 一批瓜干要检测。",
        "details": {"standard": STANDARD},
        "notice_version": "2026-01",
    }
    draft = drafts.create_draft(Actor.holder(), data)
    case = filing.submit(draft.pk, Actor.holder(), {})
    board.file(f"B{n}-", str(case.number))
    return str(case.number), case.pk
