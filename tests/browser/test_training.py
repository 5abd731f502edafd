"""Training in a real browser: accessibility, narrow windows, no script, the certificate on paper."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from onestop.home.training import attending, proving, tokens
from onestop.home.training.models import Registration, TrainingEventPage, TrainingMaterial, TrainingStandard
from onestop.site.page_cache import bump
from onestop.tests.factories.browsers import Open
from onestop.tests.factories.training import event, registered

pytestmark = pytest.mark.browser


@pytest.fixture
def past(site: str) -> TrainingEventPage:
    """An event that is over, with materials."""
    del site
    page = event("以前的培训", days=-20, gives_proof=True)
    page.materials.add(TrainingMaterial(title="讲义", text="示例讲义"))
    page.save_revision().publish()
    return page


@pytest.fixture
def paths(past: TrainingEventPage) -> Iterator[dict[str, str]]:
    """Every kind of page by name."""
    page = event("检验员培训", sessions=2, quota=2, join_url="https://meeting.example.com/42")
    page.standard_links.add(TrainingStandard(number="GB/T 19001"))
    page.save_revision().publish()
    row, was_there = registered(page, 1), registered(past, 2)
    attending.mark(was_there, past.session_list[0], None)
    proof = proving.issue(was_there, None)
    assert proof is not None
    bump()
    yield {
        "list": "/training/",
        "refused": "/training/?month=never",
        "event": page.url,
        "past": past.url,
        "form": f"{page.url}register/",
        "own": tokens.own_url(row),
        "own past": tokens.own_url(was_there),
        "certificate": f"{tokens.own_url(was_there)}certificate/",
        "door": tokens.check_in_url(row),
        "feedback": tokens.feedback_url(was_there),
        "verify": "/training/verify/",
        "proof": proof.get_absolute_url(),
    }
    bump()


def test_axe_finds_nothing(visit: Open, paths: dict[str, str]) -> None:
    visitor = visit()
    found = {}
    for name, path in paths.items():
        visitor.open(path)
        found[name] = visitor.faults()
    visitor.open(paths["form"])
    visitor.page.click("main form.form button")
    found["form with errors"] = visitor.faults()
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_no_page_is_wider_than_its_window(visit: Open, paths: dict[str, str], large: bool) -> None:
    wide = {}
    for width in (320, 390, 768, 1280):
        visitor = visit(width, large=large)
        for name, path in paths.items():
            visitor.open(path)
            wide[f"{name} {width}"] = visitor.sideways()
    assert {name: pixels for name, pixels in wide.items() if pixels} == {}


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_one_registers_and_cancels_on_a_phone(visit: Open, paths: dict[str, str], javascript: bool) -> None:
    visitor = visit(390, javascript=javascript)
    page = visitor.page
    visitor.open(paths["event"])
    page.locator("a.button--primary:visible").click()
    page.fill("[name=name]", "示例学员")
    page.click("main form.form button")
    expect(page.get_by_role("alert")).to_contain_text("请填写您来自哪家企业")
    expect(page.locator("[name=name]")).to_have_value("示例学员")
    page.fill("[name=enterprise]", "示例企业")
    page.fill("[name=phone]", "0902-0000009")
    page.check("[name=consent]")
    page.click("main form.form button")
    page.wait_for_url(re.compile(r"/training/my/"))
    expect(page.get_by_text("报名成功")).to_be_visible()
    expect(page.locator("svg.qr")).to_be_visible()
    page.get_by_text("我来不了").click()
    page.get_by_role("button", name="取消报名").click()
    expect(page.get_by_text("您已取消报名")).to_be_visible()
    assert Registration.objects.filter(place="cancelled").count() == 1


def test_the_certificate_is_one_sheet_of_paper(visit: Open, paths: dict[str, str]) -> None:
    visitor = visit()
    visitor.open(paths["certificate"])
    sheet = visitor.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_a_whole_page_of_participants_is_chosen_by_one_press(visit: Open, site: str) -> None:
    page = event("报名很多的培训")
    for number in range(3):
        registered(page, number)
    visitor = visit(as_user="admin")
    visitor.open(f"/admin/training/registrations/?event={page.pk}")
    every = visitor.page.locator("thead input[type=checkbox]")
    every.check()
    assert visitor.page.locator("[name=chosen]:checked").count() == 3
    visitor.page.select_option("[name=action]", "passed")
    visitor.page.locator("form#bulk button").click()
    expect(visitor.page.locator(".messages")).to_contain_text("已记下 3 人的考核结果")
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    expect(every).to_be_hidden()
