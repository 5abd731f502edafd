"""Requests on their ways, by the people who carry them, each in a browser of its own (T1 to T21)."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from onestop.catalogue.experts.models import Expert
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.enterprises.models import Enterprise
from onestop.requests.filing.tokens import case_url
from onestop.requests.following.models import CallBack
from onestop.requests.workflow import events
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories import network
from onestop.tests.factories.browsers import Open
from onestop.tests.factories.requests_archives import PDF
from onestop.tests.factories.requests_matching import STANDARD, matching_case, offered_to
from onestop.tests.factories.requests_people import COOPERATIVE, LAB, SECOND_LAB, People, fill
from onestop.tests.factories.requests_way import photograph

pytestmark = pytest.mark.browser

NEED = "一批哈密瓜干要出口，需要检测水分。"
_ANY = True
"""The first choice that is offered."""
SECRET_NAME, SECRET_PHONE = "古丽示例", "19900000077"


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    """Return what makes the network, an item of testing, laboratories, an expert and their accounts."""
    return fill


@pytest.fixture
def people(visit: Open) -> People:
    """Return an enterprise without an account on a phone, and whom it meets."""
    return People(visit, visit(390))


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
    people.received()


def _receive(people: People) -> None:
    """Hand over, send back once, complete, accept; an expert cannot answer (T3, T4, T6, T10)."""
    centre = Organisation.objects.get(kind="centre")
    people.look("station", "03-station-home", "/admin/")
    people.act("station", "hand_over", office=centre.pk, reason="企业在市区，由中心办更近")
    people.act("agent", "return", gaps="请写明依据的标准")
    people.answer("complete_gaps", description=f"依据 {STANDARD}")
    people.act("agent", "accept")
    asked = "这类产品应当依据哪项标准检测？"
    people.act("agent", "ask_expert", expert=Expert.objects.get().pk, question=asked)
    people.act("expert", "expert_gives_back", reason="需要实验室检测，不是咨询")


def _match(people: People) -> None:
    """Look, propose, agree, give back, propose again, agree, take (T7 to T9)."""
    people.act("agent", "begin_matching", standard=STANDARD)
    lab = Organisation.objects.get(name=LAB)
    people.act("agent", "propose", provider=lab.pk)
    photograph(people.enterprise, "04-enterprise-consent", f"{people.link}do/consent/")
    people.answer("consent", provider=lab.pk, agree=True)
    people.act("provider", "give_back", reason="本周设备检修")
    people.act("agent", "propose", provider=lab.pk, again=True, reason="设备已修好")
    people.answer("consent", provider=lab.pk, agree=True)
    people.act("provider", "take")
    people.look("provider", "05-provider-case")


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
    people.look("head", "08-head-case")


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
    supervisor = people.of("supervisor")
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
    assert people.of("station").open("/admin/requests/cases/").status == 200


@pytest.fixture
def with_account(visit: Open) -> People:
    """Return an enterprise with an account, on a phone, and whom it meets."""
    return People(visit, visit(390, as_user="enterprise"))


@pytest.mark.clause("4.3.2.3")
def test_returned_once_completed_handed_over_and_refused_with_another_way(with_account: People) -> None:
    """T4, T4b, T6, T5a, T5b, T5: whoever proposed a refusal cannot confirm it; the head declines one."""
    people, page = with_account, with_account.enterprise.page
    centre, station = (Organisation.objects.get(kind=kind) for kind in ("centre", "station"))
    people.enterprise.open("/requests/new/need/?item=")
    page.get_by_label("说说是什么事").fill("想给一台进口锅炉办检验。")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_label("企业", exact=True)).to_have_value(COOPERATIVE)
    page.get_by_label("我们联系谁").fill(SECRET_NAME)
    page.get_by_label("电话", exact=True).fill(SECRET_PHONE)
    page.locator("[name=office]").select_option(str(centre.pk))
    page.get_by_label("我已阅读").check()
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="提交需求").click()
    page.wait_for_url(re.compile("/requests/receipt/"))
    people.received()
    people.link = f"/my/cases/{people.number}/"

    people.look("agent", "11-agent-home", "/admin/")
    people.act("agent", "return", gaps="锅炉的型号\n安装地点的照片")
    photograph(people.enterprise, "12-room", "/my/")
    people.enterprise.open(people.link)
    for gap in ("锅炉的型号", "安装地点的照片"):
        expect(page.get_by_text(gap).first).to_be_visible()
    photo = {"name": "安装地点.pdf", "mimeType": "application/pdf", "buffer": PDF}
    people.answer("complete_gaps", description="型号 SZL4-1.25", files=photo)
    desk = people.of("agent").page
    people.of("agent").open(people.desk)
    expect(desk.get_by_text("安装地点.pdf").first).to_be_visible()

    people.act("agent", "hand_over", office=station.pk, reason="锅炉在站点所在的县")
    people.look("station", "13-station-home", "/admin/")
    words = {"reason": "锅炉检验须由核准的机构办理", "other_way": "示例特种设备检验机构，0902-0000009"}
    people.act("station", "propose_refusal", **words)
    expect(people.of("station").page.locator("a[href$='/do/refuse/']")).to_have_count(0)
    people.act("head", "decline_refusal", reason="先核实锅炉的类别")
    assert people.status == "submitted"
    people.look("station", "14-station-not-confirmed", "/admin/")
    people.of("station").open("/admin/")
    expect(people.of("station").page.get_by_text("不同意不予受理")).to_have_count(1)
    people.act("station", "propose_refusal", **words)
    people.enterprise.open(people.link)
    expect(page.get_by_text(words["reason"])).to_have_count(0)  # nothing is decided yet
    people.look("head", "15-head-home", "/admin/")
    people.look("head", "16-head-proposal")
    people.act("head", "refuse", other_way="示例特种设备检验机构受理窗口，0902-0000008")
    assert people.status == "refused"
    people.enterprise.open(people.link)
    photograph(people.enterprise, "17-refused")
    expect(page.get_by_text("0902-0000008").first).to_be_visible()
    expect(page.get_by_text("0902-0000009")).to_have_count(0)
    assert not list(events.breaks(people.case))


@pytest.fixture
def without_a_script(visit: Open) -> People:
    """Return an enterprise whose phone runs no script, and whom it meets."""
    return People(visit, visit(390, javascript=False))


def _write_down(people: People) -> None:
    """Write down at the window what is said on the telephone; the enterprise gets the address."""
    window = people.of("window")
    window.open("/admin/requests/write-down/")
    page = window.page
    page.locator("[name=channel][value=phone]").check()
    item = page.locator("[name=item] option", has_text="产品质量检验检测").get_attribute("value")
    page.locator("[name=item]").select_option(item)
    words = {"description": NEED, "enterprise_name": "示例果业有限公司"}
    for name, text in {**words, "contact_name": SECRET_NAME, "phone": SECRET_PHONE}.items():
        page.locator(f".rq-form [name={name}]").fill(text)
    page.locator("[name=consent]").check()
    photograph(window, "21-window-form")
    page.get_by_role("button", name="登记并打开回执").click()
    page.wait_for_url(re.compile("/requests/receipt/"))
    people.number = page.locator(".filing-number").inner_text().strip()
    people.link = case_url(people.case)


def _to_another(people: People) -> None:
    """Offer, give back, escalate; the head has another looked for, without the first (T9, T13, T14a)."""
    lab, second = (Organisation.objects.get(name=name) for name in (LAB, SECOND_LAB))
    people.act("window", "accept")
    people.act("window", "begin_matching", standard=STANDARD)
    people.act("window", "propose", provider=lab.pk)
    people.answer("consent", provider=lab.pk, agree=True)
    people.look("provider", "22-provider-home", "/admin/")
    people.act("provider", "give_back", reason="仪器送检，本月排不上")
    assert not people.may_open("provider")
    people.act("station", "escalate", reason="站里也没有这项仪器")
    people.look("head", "23-head-escalated")
    people.act("head", "rematch", reason="请第二家承接")
    people.look("window", "24-window-candidates", f"{people.desk}do/propose/")
    people.act("window", "propose", provider=second.pk)
    people.answer("consent", provider=second.pk, agree=True)
    people.act("second-provider", "take")


def _say_it_is_not_solved(people: People) -> None:
    """Evaluate by annex A: hardly content, and not solved (T17, T18)."""
    visitor, page = people.enterprise, people.enterprise.page
    visitor.open(people.link)
    expect(page.locator(".case-now .badge")).to_contain_text("未能解决")
    expect(page.get_by_text("已办结")).to_have_count(0)
    page.get_by_role("link", name="评价").first.click()
    for place in range(1, 5):
        page.locator(f"[name=q{place}][value='3']").check()
    page.locator("[name=q5][value=no]").check()
    page.get_by_role("button", name="提交评价").click()
    expect(page.locator("h1")).to_have_text("谢谢您的评价")
    assert people.status == "rectifying"


@pytest.mark.clause("4.3.3.2")
@pytest.mark.clause("4.3.4.2")
@pytest.mark.clause("5.6")
def test_given_back_escalated_matched_again_reopened_unsolved_and_disputed(without_a_script: People) -> None:
    """T9, T13, T14a, T15 not solved, T17, T18, T20, T14c, T17, T18, and the notice of a dispute."""
    people, page = without_a_script, without_a_script.enterprise.page
    _write_down(people)
    _to_another(people)
    people.act("second-provider", "start")
    people.look("second-provider", "25-second-provider-case")
    people.act("second-provider", "entry", text="样品已收，编号 B1")
    people.act("second-provider", "complete", result="仪器读数不稳，未能出具报告", solved="no")
    _say_it_is_not_solved(people)
    people.enterprise.open(people.link)
    photograph(people.enterprise, "25b-not-solved")
    page.get_by_role("link", name="重新办理").first.click()
    page.locator("main [name=reason]").fill("报告还没有拿到")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".case-now .badge")).to_have_text("对接中")
    assert people.status == "matching"
    people.act("station", "escalate", reason="两家都办不了")
    people.act("head", "close_unsolved", reason="本地暂无能力", result="本地暂时办不了，请联系自治区检测机构")
    people.enterprise.open(people.link)
    photograph(people.enterprise, "26-unsolved")
    _say_it_is_not_solved(people)
    assert people.case.rectifications.count() == 1  # the one that is open goes on
    people.answer("disputed", method="facilitative", claim="请退还往返送样的费用", agree=True)
    dispute = people.case.disputes.get()
    assert dispute.enterprise_agreed_at
    assert dispute.other_party.name == SECOND_LAB
    people.look("supervisor", "27-supervisor-case")
    assert people.may_open("supervisor")
    expect(people.of("supervisor").page.get_by_text(dispute.number).first).to_be_visible()
    assert not list(events.breaks(people.case))


def test_withdrawn_while_an_institution_is_asked(with_account: People) -> None:
    """T21: from then on the institution sees nothing of it."""
    people = with_account
    cooperative = Enterprise.objects.get(name=COOPERATIVE)
    case = matching_case(enterprise=cooperative, enterprise_name=COOPERATIVE)
    people.number = offered_to(Organisation.objects.get(name=LAB), case).number
    people.link = f"/my/cases/{people.number}/"
    assert people.may_open("provider")
    people.answer("withdraw", reason="已经在别处办好")
    assert people.status == "withdrawn"
    photograph(people.enterprise, "31-withdrawn")
    assert not people.may_open("provider")
    assert people.may_open("agent")
    people.enterprise.open("/my/")
    expect(people.enterprise.page.get_by_text("已撤回").first).to_be_visible()
