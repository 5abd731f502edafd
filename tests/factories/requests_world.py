"""One case that went the whole way, by the services, with secrets in it, and accounts of every role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from onestop.requests.archives import services as archives
from onestop.requests.archives.models import ArchiveItem
from onestop.requests.enterprises.models import Enterprise, PrivacyNotice
from onestop.requests.evaluation import services as evaluation
from onestop.requests.filing import drafts
from onestop.requests.filing import services as filing
from onestop.requests.following.contact import calls, log, messages
from onestop.requests.following.models import CallBack
from onestop.requests.following.models.calls import CallMethod, Content, Effect
from onestop.requests.matching import services as matching
from onestop.requests.serving import results
from onestop.requests.serving import services as serving
from onestop.requests.supervision import complaining, disputing, rectifying
from onestop.requests.supervision.models.complaint import Method, Remedy, Subject
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Channel, Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make
from onestop.tests.factories.requests_archives import PDF
from onestop.tests.factories.requests_enterprises import credit_code
from onestop.tests.factories.requests_matching import STANDARD, laboratory, testing_item

PHONE, MAIL, NAME = "19900000077", "leak-check@example.org", "赵密探"
WORDS = {
    "enterprise": "密封示例企业有限公司",
    "description": "密字甲零一包装压力表",
    "detail": "密字乙零二批号",
    "file": "密字丙零三文件",
    "message": "密字丁零四留言",
    "entry": "密字戊零五过程",
    "result": "密字己零六结果",
    "evaluation": "密字庚零七意见",
    "call": "密字辛零八回访",
    "note": "密字壬零九内部",
    "cause": "密字癸一零原因",
    "complaint": "密字子一一投诉",
}
"""Words that stand in the case and may be nowhere else."""

RECORD = {
    "f_product": WORDS["result"],
    "f_purpose": "自查",
    "f_standards": STANDARD,
    "f_parameters": "水分",
    "f_sample_number": "YP-01",
    "f_sample_condition": "完好",
    "f_conclusion": "conforms",
    "report_number": "BG-01",
}


@dataclass(slots=True)
class World:
    """What there is. ``users``: accounts by the name of the column of the table of rights."""

    case: ServiceRequest
    enterprise: Enterprise
    users: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    complaint: Any = None
    item: ArchiveItem | None = None
    sent: list[str] = field(default_factory=list)

    @property
    def secrets(self) -> list[str]:
        """Return everything that must not be found: the number of the credit code is public."""
        return [PHONE, MAIL, NAME, *WORDS.values()]


def people(world: World) -> None:
    """Make the accounts: of the case's own places, and of others of the same kind."""
    own, provider = world.places["station"], world.places["provider"]
    world.users |= {
        "own": make.member("own", world.enterprise),
        "other": make.member("other", make.enterprise("另一示例企业", credit_code=credit_code(8))),
        "station": network.account("station", roles.STATION_HEAD, own),
        "window": network.account("window", roles.WINDOW, own),
        "other station": network.account("other station", roles.STATION_HEAD, network.station()),
        "outlet": network.account("outlet", roles.OUTLET, network.outlet()),
        "provider": provider.staff.get().user,
        "other provider": laboratory("另一示例检测所", username="other provider").staff.get().user,
        "expert": network.account("expert", roles.EXPERT),
        "agent": network.account("agent", roles.CENTRE_AGENT, own.parent),
        "head": network.account("head", roles.CENTRE_HEAD, own.parent),
        "supervisor": network.account("supervisor", roles.SUPERVISOR),
        "editor": network.account("editor", roles.EDITORS),
        "auditor": network.account("auditor", roles.AUDITOR),
        "admin": network.account("admin", roles.SYSTEM_ADMIN),
    }


def notice() -> None:
    """Have a privacy notice in force, before anybody agrees to one."""
    texts = dict.fromkeys(
        ("handler", "contact", "purpose", "kinds", "retention", "sharing", "rights"), "示例"
    )
    PrivacyNotice.objects.create(version="2026-01", valid_from="2026-01-01", **texts)


def filed() -> World:
    """Return a world with a request that an enterprise has just filed."""
    notice()
    item = testing_item()
    code = credit_code(7)
    enterprise = make.enterprise(WORDS["enterprise"], credit_code=code)
    owner = make.member("filer", enterprise)
    actor = Actor(owner, frozenset({Role.ENTERPRISE}))
    draft = drafts.create_draft(
        actor,
        {
            "channel": Channel.COLUMN,
            "item": item,
            "enterprise": enterprise,
            "enterprise_name": WORDS["enterprise"],
            "credit_code": code,
            "region": network.region(),
            "contact_name": NAME,
            "phone": PHONE,
            "email": MAIL,
            "description": WORDS["description"],
            "details": {"standard": STANDARD, "note": WORDS["detail"]},
            "notice_version": "2026-11",
        },
    )
    case = filing.submit(draft.pk, actor, {})
    case.refresh_from_db()
    world = World(case, enterprise)
    world.places |= {"station": case.office, "provider": laboratory("示例检测所", username="provider")}
    world.users["filer"] = owner
    people(world)
    return world


def act(world: World, name: str) -> Actor:
    """Return an account of the world towards the case."""
    world.case.refresh_from_db()
    return Actor.of(world.users[name], world.case)


def upload(word: str) -> SimpleUploadedFile:
    """Return a file with a word in its name and in its content."""
    return SimpleUploadedFile(f"{word}.pdf", PDF + f"% {word}\n".encode())


def serve(world: World) -> None:
    """Carry the case through acceptance, match and service to its completion."""
    pk = world.case.pk
    filing.accept(pk, act(world, "station"), {"item": world.case.item})
    messages.send(pk, act(world, "own"), {"text": WORDS["message"], "files": [upload(WORDS["file"])]})
    log.note(pk, act(world, "station"), {"text": WORDS["note"]})
    matching.begin_matching(pk, act(world, "station"), {})
    matching.propose(pk, act(world, "station"), {"provider": world.places["provider"]})
    matching.consent(pk, act(world, "own"), {"agree": True})
    matching.take(pk, act(world, "provider"), {})
    serving.start(pk, act(world, "provider"), {})
    serving.enter(pk, act(world, "provider"), {"text": WORDS["entry"]})
    results.add_result(pk, act(world, "provider"), {"files": [upload(WORDS["file"])], "release": True})
    serving.complete(pk, act(world, "provider"), {"result": WORDS["result"], "solved": True, **RECORD})


def finish(world: World) -> None:
    """Evaluate low, put it right, call back, complain, and seal."""
    pk = world.case.pk
    invitation = world.case.invitations.get(is_main=True)
    answers = dict.fromkeys(("q1", "q2", "q3", "q4"), 1) | {
        "q5": True,
        "words": WORDS["evaluation"],
        "signed_by": NAME,
    }
    evaluation.give(invitation.pk, act(world, "own"), answers, "link")
    rectifying.answer(pk, act(world, "provider"), {"cause": WORDS["cause"], "measure": WORDS["cause"]})
    rectifying.verify(pk, act(world, "head"), {"result": WORDS["cause"]})
    call_back(world)
    world.complaint = complaining.file_about(
        pk,
        act(world, "own"),
        {"subject": Subject.SERVICE, "description": WORDS["complaint"], "remedy": Remedy.EXPLANATION},
    )
    said = {"method": Method.FACILITATIVE, "claim": WORDS["cause"]}
    disputing.notify(pk, act(world, "own"), said)
    world.item = archives.archive(pk, act(world, "head"), {"reason": "企业同意"})
    world.case.refresh_from_db()


def call_back(world: World) -> None:
    """Do the call-backs that are open."""
    for _call in CallBack.objects.open().filter(case=world.case):
        data = {
            "reached": True,
            "method": CallMethod.PHONE,
            "person": NAME,
            "effect": Effect.GOOD,
            "content": Content.SATISFIED,
            "words": WORDS["call"],
        }
        calls.record(world.case.pk, act(world, "station"), data)


def whole() -> World:
    """Return a world whose case went the whole way."""
    world = filed()
    serve(world)
    finish(world)
    return world


def kept() -> World:
    """Return the world of ``whole`` from the database, where it was made before."""
    item = ArchiveItem.objects.get()
    case = item.case
    assert case is not None
    assert case.enterprise is not None
    users = {user.username: user for user in get_user_model().objects.all()}
    return World(case, case.enterprise, users, complaint=case.complaints.get(), item=item)


@contextmanager
def for_a_module(blocker: Any) -> Iterator[World]:
    """Have one world for all tests of a module; nothing of it is left."""
    with blocker.unblock(), transaction.atomic():
        yield whole()
        transaction.set_rollback(True)
