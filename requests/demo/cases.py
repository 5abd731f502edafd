"""Cases of the demo: each goes its way through the services themselves, at times that lie in the past."""

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from onestop.catalogue.models import Expert, Organisation, ServiceItemPage, StaffMember
from onestop.requests.archives import services as archiving
from onestop.requests.demo.accounts import load_enterprises
from onestop.requests.demo.past import at
from onestop.requests.enterprises import notices
from onestop.requests.evaluation import services as evaluating
from onestop.requests.evaluation.models import Channel as EvaluationChannel
from onestop.requests.evaluation.models import EvaluationInvitation
from onestop.requests.filing import refusing
from onestop.requests.filing import services as filing
from onestop.requests.following.contact import calls
from onestop.requests.matching import services as matching
from onestop.requests.serving import answering, escalating
from onestop.requests.serving import services as serving
from onestop.requests.serving.kinds import kind_of
from onestop.requests.serving.records import open_record, steps_missing
from onestop.requests.supervision import rectifying
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Channel
from onestop.requests.workflow.models import ServiceRequest

FILE = Path(__file__).with_name("cases.toml")
PACE = dt.timedelta(days=1)
"""Between two steps, less where a case is young."""

PHONE = "199000010{place:02d}"
REASON = "示例数据：说明原因。"


Step = Callable[[ServiceRequest, "People", str], Any]


class People:
    """Who acts on a case: the demo's accounts, and the enterprise by its link."""

    def __init__(self, office: str) -> None:
        users = get_user_model().objects
        self.users = {user.username: user for user in users.filter(username__in=WHO)}
        self.clerk = "agent" if office == "centre" else "station"

    def of(self, name: str, case: ServiceRequest) -> Actor:
        """Return somebody towards ``case``."""
        if name == "enterprise":
            return Actor.holder()
        return Actor.of(self.users[self.clerk if name == "clerk" else name], case)


WHO = ("agent", "station", "head", "provider", "expert")


def _fields(case: ServiceRequest) -> dict[str, Any]:
    """Return what the open record of ``case`` requires, filled with samples."""
    record = open_record(case)
    if record is None:
        return {}
    return {field.key: _sample(field) for field in kind_of(record.kind).fields}


def _sample(field: Any) -> Any:
    day = timezone.localdate() + dt.timedelta(30)
    samples = {
        "number": 80, "count": 3, "day": timezone.localdate(), "coming_day": day, "yes": True,
        "standards": "GB/T 19001—2016", "choice": "",
    }  # fmt: skip
    if field.sort == "choice":
        return field.choices[0][0]
    return samples.get(field.sort, "示例数据")


def _complete(case: ServiceRequest, people: People, value: str) -> None:
    doer, record = people.of(_doer(case), case), open_record(case)
    for step in steps_missing(record) if record else ():
        values = {field.key: _sample(field) for field in step.fields}
        serving.take_step(case.pk, doer, {"step": step.name, **values})
    told = {"result": value, "solved": True, "report_number": f"示例-{case.pk:04d}", "charged": False}
    serving.complete(case.pk, doer, told | _fields(case))


def _doer(case: ServiceRequest) -> str:
    match = case.matches.open().first()
    return "provider" if match and match.method == "provider" else "clerk"


def _evaluate(case: ServiceRequest, people: People, value: str) -> None:
    level = int(value)
    answers = dict.fromkeys(("q1", "q2", "q3", "q4"), level) | {"q5": level > 1, "words": ""}
    for invitation in EvaluationInvitation.objects.open().filter(case=case).order_by("-is_main"):
        evaluating.give(invitation.pk, people.of("enterprise", case), answers, EvaluationChannel.LINK)


def _rectify(case: ServiceRequest, people: People, _value: str) -> None:
    said = {"cause": "示例数据：方案没有结合企业产品特点。", "measure": "示例数据：重新走访，修改方案。"}
    rectifying.answer(case.pk, people.of("clerk", case), said)
    rectifying.verify(case.pk, people.of("head", case), {"result": "示例数据：新方案已交企业，企业认可。"})


def _hand_over(case: ServiceRequest, people: People, value: str) -> None:
    centre = Organisation.objects.running().filter(kind="centre").first()
    filing.hand_over(case.pk, people.of("clerk", case), {"office": centre, "reason": value})
    people.clerk = "agent"


def _refuse(case: ServiceRequest, people: People, _value: str) -> None:
    words = {"reason": "示例数据：不属于平台的服务范围。", "other_way": "示例数据：请咨询当地工信部门。"}
    refusing.refuse(case.pk, people.of("head", case), words)


def _propose_refusal(case: ServiceRequest, people: People, _value: str) -> None:
    words = {"reason": "示例数据：不属于平台的服务范围。", "other_way": "示例数据：请咨询当地工信部门。"}
    refusing.propose_refusal(case.pk, people.of("clerk", case), words)


def _ask_expert(case: ServiceRequest, people: People, _value: str) -> None:
    expert = Expert.objects.get(user=people.users["expert"])
    asked = {"expert": expert, "question": "示例数据：这类产品参加招标，应当符合哪些现行标准？"}
    matching.ask_expert(case.pk, people.of("clerk", case), asked)


def _archive(case: ServiceRequest, people: People, _value: str) -> None:
    said = {"reached": True, "method": "phone", "effect": "good", "content": "satisfied", "words": "示例数据"}
    for _due in range(case.call_backs.open().count()):
        calls.record(case.pk, people.of("head", case), said)
    archiving.archive(case.pk, people.of("agent", case), {"reason": REASON})


def _propose(case: ServiceRequest, people: People, _value: str) -> None:
    place = StaffMember.objects.filter(user=people.users["provider"]).values("organisation")
    provider = Organisation.objects.get(pk__in=place)
    matching.propose(case.pk, people.of("clerk", case), {"provider": provider})


def _by(
    who: str, perform: Callable[..., Any], name: str = ""
) -> Callable[[ServiceRequest, People, str], Any]:
    """Return a step that ``who`` does; what stands behind “=” is handed over as ``name``."""

    def step(case: ServiceRequest, people: People, value: str) -> None:
        actor = people.of(_doer(case) if who == "doer" else who, case)
        perform(case.pk, actor, {name: value} if name else {})

    return step


STEPS: dict[str, Step] = {
    "accept": _by("clerk", filing.accept),
    "return": _by("clerk", filing.send_back, "gaps"),
    "withdraw": _by("enterprise", filing.withdraw, "reason"),
    "match": _by("clerk", matching.begin_matching),
    "consent": _by("enterprise", lambda pk, actor, _data: matching.consent(pk, actor, {"agree": True})),
    "take": _by("provider", matching.take),
    "ourselves": _by("clerk", matching.serve_ourselves),
    "start": _by("doer", serving.start),
    "entry": _by("doer", serving.enter, "text"),
    "wait": _by("doer", serving.wait_enterprise, "reason"),
    "sample": _by("doer", serving.wait_sample, "reason"),
    "escalate": _by("clerk", escalating.escalate, "reason"),
    "answer": _by("expert", answering.answer, "answer"),
    "reopen": _by("enterprise", escalating.reopen, "reason"),
    "archive": _archive,
    "take_over": _by("agent", lambda pk, actor, _data: escalating.take_over(pk, actor, {"reason": REASON})),
    "unsolved": _by(
        "agent",
        lambda pk, actor, data: escalating.close_unsolved(pk, actor, {"reason": REASON} | data),
        "result",
    ),
    "lapse": lambda case, _people, _value: evaluating.lapse(case),
    "propose": _propose,
    "expert": _ask_expert,
    "complete": _complete,
    "evaluate": _evaluate,
    "rectify": _rectify,
    "hand_over": _hand_over,
    "propose_refusal": _propose_refusal,
    "refuse": _refuse,
}


def load_cases(say: Callable[[str], None]) -> None:
    """Let the cases go their ways, unless there are any."""
    if ServiceRequest.objects.exists():
        return
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["cases"]
    for place, row in enumerate(sorted(rows, key=lambda row: -row["days"]), start=1):
        _live(row, place)
    say(f"requests: {len(rows)} samples")


def _live(row: dict[str, Any], place: int) -> None:
    """File one case when it was filed and take its steps, the last one before now."""
    now, people = timezone.now(), People(row["office"])
    begun = (now - dt.timedelta(days=row["days"])).replace(hour=3, minute=place % 60)  # the morning in Hami
    begun = min(begun, now - dt.timedelta(minutes=1))
    pace = min(PACE, (now - begun) / (len(row["way"]) + 1))
    with at(begun):
        case = _file(row, place)
    for number, step in enumerate(row["way"], start=1):
        name, _equals, value = step.partition("=")
        case.refresh_from_db()
        with at(begun + pace * number):
            STEPS[name](case, people, value)


def _file(row: dict[str, Any], place: int) -> ServiceRequest:
    enterprise = load_enterprises()[row["who"]]
    office = Organisation.objects.running().filter(kind=row["office"]).order_by("pk").first()
    data = {
        "channel": Channel.WINDOW if place % 4 == 0 else Channel.COLUMN,
        "item": ServiceItemPage.objects.filter(slug=row["item"]).first(),
        "description": row["text"],
        "details": row.get("details", {}),
        "enterprise": enterprise,
        "enterprise_name": enterprise.name,
        "credit_code": enterprise.credit_code,
        "region": enterprise.region,
        "contact_name": "示例联系人",
        "phone": PHONE.format(place=place),
        "office": office,
        "notice_version": notices.current().version,
        "is_sample": True,
    }
    actor = Actor.of(None)
    draft = filing.create_draft(actor, data)
    return filing.submit(draft.pk, actor, {})
