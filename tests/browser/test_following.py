"""Following a case in a real browser: accessibility, narrow windows, no script, the flow on one sheet."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from django.utils import timezone

from onestop.home.models import ProcessPage
from onestop.requests.filing.tokens import case_url
from onestop.requests.following.contact import messages
from onestop.requests.workflow import clock
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Stage, Status
from onestop.site.page_cache import bump
from onestop.tests.factories import requests as factory
from onestop.tests.factories.browsers import Open
from onestop.tests.factories.columns import below
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.browser


@pytest.fixture
def paths(site: str) -> Iterator[dict[str, str]]:
    """Every kind of page by name."""
    del site
    today = timezone.localdate()
    serving = factory.case(
        Status.SERVING,
        stage=Stage.SERVE,
        stage_since=timezone.now(),
        stage_due_on=clock.add_working_days(today, 5),
        item_title="计量器具检定、校准",
    )
    messages.send(serving.pk, factory.acting(Role.STATION), {"text": "取样车 11:00 到贵公司东门。"})
    messages.send(serving.pk, Actor.holder(), {"text": "好的。"})
    returned = factory.case(Status.RETURNED)
    factory.case(Status.COMPLETED, completed_at=timezone.now(), promised_on=today)
    if not ProcessPage.objects.exists():
        below(home_page(), ProcessPage(title="服务流程", slug="process"))
    bump()
    yield {
        "case": case_url(serving),
        "case that asks": case_url(returned),
        "step": f"{case_url(serving)}do/urged/",
        "board": "/progress/",
        "board refused": "/progress/?office=nowhere",
        "figures": "/progress/figures/",
    }
    bump()


def test_every_page_is_for_everybody(visit: Open, paths: dict[str, str]) -> None:
    visitor = visit()
    found = {}
    for name, path in paths.items():
        visitor.open(path)
        found[name] = visitor.faults()
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_message_is_sent_and_one_hurries_the_office(visit: Open, paths: dict[str, str]) -> None:
    visitor = visit(390)
    page = visitor.page
    visitor.open(paths["case"])
    page.get_by_label("给办理人留言").fill("周五上午可以。")
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_text("留言已送达对方。")).to_be_visible()
    expect(page.get_by_text("周五上午可以。")).to_be_visible()
    page.get_by_role("link", name="催办").click()
    page.get_by_role("button", name="催办").click()
    expect(page.get_by_text("已经放到受理单位的桌面上。")).to_be_visible()
    expect(page.get_by_role("link", name="催办")).to_have_count(0)


@pytest.mark.clause("4.3.1")
def test_the_flow_and_its_words_fit_one_sheet(visit: Open, paths: dict[str, str]) -> None:
    """4.3.1 ③."""
    del paths
    visitor = visit()
    visitor.open("/process/")
    assert visitor.page.pdf(format="A4").count(b"/Type /Page\n") == 1
