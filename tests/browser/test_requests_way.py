"""One request from an enterprise's phone to the archive, by eight people in eight browsers (T1 to T19)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from onestop.catalogue.experts.models import Expert
from onestop.catalogue.organisations.choices import Post, QualificationKind
from onestop.catalogue.organisations.models import CapabilityScope, Organisation
from onestop.requests.filing import demo
from onestop.requests.following.models import CallBack
from onestop.requests.workflow import events
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories.browsers import Open, Visitor
from onestop.tests.factories.experts import make_expert
from onestop.tests.factories.requests_way import do, photograph
from onestop.tests.factories.services import service

pytestmark = pytest.mark.browser

STANDARD = "GB/T 5009.3—2025"
NEED = "一批哈密瓜干要出口，需要检测水分。"
_ANY = True
"""The first choice that is offered."""
SECRET_NAME, SECRET_PHONE = "古丽示例", "19900000077"


def _fill() -> None:
    centre = network.centre()
    station = network.station(centre)
    for place in (centre, station):
        network.certificate(place)
    item = {"title": "产品质量检验检测", "slug": "testing", "clause": "4.2.5.1", "kind": "testing"}
    service(station, **item, required_qualification=QualificationKind.CMA)
    lab = network.provider(name="示例检测所")
    certificate = network.certificate(lab)
    CapabilityScope.objects.create(qualification=certificate, field="食品", standard_number=STANDARD)
    demo.load(lambda _line: None)
    network.account("station", roles.STATION_HEAD, station, Post.STATION_HEAD)
    network.account("agent", roles.CENTRE_AGENT, centre, Post.PROFESSIONAL)
    network.account("other-agent", roles.CENTRE_AGENT, centre, Post.PROFESSIONAL)
    network.account("head", roles.CENTRE_HEAD, centre, Post.CENTRE_HEAD)
    network.account("provider", roles.PROVIDER, lab)
    network.account("supervisor", roles.SUPERVISOR)
    asked = make_expert()
    asked.user = network.account("expert", roles.EXPERT)
    asked.save()


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    """Return what makes the network, an item of testing, a laboratory, an expert and their accounts."""
    return _fill


@dataclass
class People:
    """Who takes part, each in a browser of its own."""

    enterprise: Visitor
    staff: dict[str, Visitor]
    number: str = ""
    link: str = ""

    @property
    def desk(self) -> str:
        """Return the path of the staff's page of the case."""
        return f"/admin/requests/cases/{self.number}/"

    def act(self, who: str, action: str, **values: Any) -> None:
        """Let somebody of the staff take a step."""
        do(self.staff[who], self.desk, action, **values)

    def answer(self, action: str, **values: Any) -> None:
        """Let the enterprise take a step, on its page behind the link."""
        do(self.enterprise, self.link, action, **values)

    @property
    def status(self) -> str:
        """Return where the case is."""
        return ServiceRequest.objects.get(number=self.number).status


@pytest.fixture
def people(visit: Open) -> People:
    """Return eight people."""
    names = ("station", "agent", "other-agent", "head", "provider", "expert", "supervisor")
    return People(visit(390), {name: visit(as_user=name) for name in names})


def _file(people: People) -> None:
    """Find the guide, press the button there, write what is needed (T1, T2)."""
    visitor, page = people.enterprise, people.enterprise.page
    visitor.open("/services/testing/")
    page.get_by_role("link", name="提出需求").first.click()
    page.get_by_label("说说是什么事").fill(NEED)
    photograph(visitor, "01-enterprise-form")
    page.get_by_role("button", name="下一步").click()
    for label, words in {"企业": "示例果业有限公司", "我们联系谁": SECRET_NAME, "电话": SECRET_PHONE}.items():
        page.get_by_label(label, exact=True).fill(words)
    page.locator("[name=credit_code]").fill(network.GOOD_CODE)
    station = Organisation.objects.get(kind="station")
    page.locator("[name=office]").select_option(str(station.pk))
    page.get_by_label("我已阅读").check()
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="提交需求").click()
    page.wait_for_url(re.compile("/requests/receipt/"))
    photograph(visitor, "02-enterprise-receipt")
    people.number = page.locator(".filing-number").inner_text().strip()
    link = page.locator("a[href*='/requests/case/']").first.get_attribute("href") or ""
    people.link = "/" + link.removeprefix(visitor.base).lstrip("/")


def _receive(people: People) -> None:
    """Hand over, send back once, complete, accept; an expert cannot answer (T3, T4, T6, T10)."""
    centre = Organisation.objects.get(kind="centre")
    photograph(people.staff["station"], "03-station-home")
    people.act("station", "hand_over", office=centre.pk, reason="企业在市区，由中心办更近")
    people.act("agent", "return", gaps="请写明依据的标准")
    people.answer("complete_gaps", description=f"依据 {STANDARD}")
    people.act("agent", "accept")
    people.act("agent", "ask_expert", expert=Expert.objects.get().pk)
    people.act("expert", "expert_gives_back", reason="需要实验室检测，不是咨询")


def _match(people: People) -> None:
    """Look, propose, agree, give back, propose again, agree, take (T7 to T9)."""
    people.act("agent", "begin_matching", standard=STANDARD)
    lab = Organisation.objects.get(name="示例检测所")
    people.act("agent", "propose", provider=lab.pk)
    photograph(people.enterprise, "04-enterprise-consent")
    people.answer("consent", provider=lab.pk, agree=True)
    people.act("provider", "give_back", reason="本周设备检修")
    people.act("agent", "propose", provider=lab.pk, again=True, reason="设备已修好")
    people.answer("consent", provider=lab.pk, agree=True)
    people.act("provider", "take")
    photograph(people.staff["provider"], "05-provider-case")


def _serve(people: People) -> None:
    """Begin, write down, wait, go on, escalate; the centre decides and serves (T11 to T15)."""
    people.act("provider", "start")
    people.act("provider", "entry", text="样品已收，编号 A1")
    people.act("provider", "wait_enterprise", reason="请补充生产批号")
    people.answer("resume")
    people.act("provider", "escalate", reason="仪器故障，三天内修不好")
    people.act("agent", "take_over", reason="中心有同样的资质")
    people.act("agent", "entry", text="样品转到中心实验室")
    people.act("agent", "complete", result="水分合格，报告已出", solved="yes", report_number="示例-1")


def _evaluate(people: People) -> None:
    """Evaluate by annex A, not satisfied; put it right; archive (T16 to T19)."""
    visitor, page = people.enterprise, people.enterprise.page
    visitor.open(people.link)
    photograph(visitor, "06-enterprise-case")
    page.get_by_role("link", name="评价").first.click()
    for place in range(1, 5):
        page.locator(f"[name=q{place}][value='{2 if place > 1 else 1}']").check()
    page.locator("[name=q5][value=yes]").check()
    photograph(visitor, "07-enterprise-evaluation")
    page.get_by_role("button", name="提交评价").click()
    expect(page.locator("h1")).to_have_text("谢谢您的评价")
    assert people.status == "rectifying"
    people.act(
        "agent", "rectification_answered", cause="转实验室时没有及时告知", measure="转办当天电话告知企业"
    )
    people.act("other-agent", "rectified", result="已向企业致歉并说明，企业认可")
    photograph(people.staff["head"], "08-head-case")


def _close(people: People) -> None:
    """Call back as often as it is due, by somebody who did not serve; then archive (T19)."""
    said = {"reached": "yes", "method": "phone", "effect": _ANY, "content": _ANY, "words": "问题解决了"}
    for _number in range(CallBack.objects.open().count()):
        people.act("other-agent", "called_back", **said)
    people.act("other-agent", "archive", reason="企业确认不需要再办")


@pytest.mark.clause("4.3.1")
@pytest.mark.clause("4.3.3.2")
@pytest.mark.clause("5.2")
@pytest.mark.clause("6.1")
def test_one_request_from_the_phone_to_the_archive(people: People) -> None:
    _file(people)
    _receive(people)
    _match(people)
    _serve(people)
    _evaluate(people)
    _close(people)
    case = ServiceRequest.objects.get(number=people.number)
    assert case.status == "archived"
    assert not list(events.breaks(case))
    supervisor = people.staff["supervisor"]
    assert supervisor.open(people.desk).status == 200
    photograph(supervisor, "09-supervisor-case")
    board = people.enterprise.open("/progress/")
    assert board.status == 200
    text = people.enterprise.page.content()
    assert people.number.rpartition("-")[0] in text  # the board keeps the check character to itself
    assert [
        secret for secret in (SECRET_NAME, SECRET_PHONE, NEED, "示例果业有限公司") if secret in text
    ] == []
    photograph(people.enterprise, "10-board")
    assert people.staff["station"].open("/admin/requests/cases/").status == 200
