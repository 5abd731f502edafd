"""What the standard asks of the pages: scope, references, terms, institution, flow."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail import hooks

from onestop.home import hooks as home_hooks
from onestop.home.institutions.kinds import EXPECTED
from onestop.home.institutions.models import Institution, Objective, Progress
from onestop.home.models import GlossaryPage, ProcessPage, SiteSettings, Term
from onestop.home.process.drawing import svg, words
from onestop.home.process.figure import Figure, Flow, Stage, Step, current_figure, read
from onestop.standards import numbers
from onestop.standards.models import Amendment
from onestop.tests.factories.columns import below, institution, institution_index
from onestop.tests.factories.site_pages import home_page, info_page
from onestop.tests.factories.source_tree import source_files
from onestop.tests.factories.standards import StandardFactory, day

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def look(client: Client, path: str) -> BeautifulSoup:
    """Return the page at ``path``."""
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


# 1 scope


@pytest.mark.clause("1")
def test_the_page_about_the_platform_names_region_and_standard_of_the_settings(client: Client) -> None:
    info_page("关于平台", "about", body=[("platform", None)])
    settings = SiteSettings.for_site(home_page().get_site())
    settings.region_name, settings.standard_number = "某市", "DB9999/T 1—2025"
    settings.standard_title = "一站式质量服务平台建设规范"
    settings.save()
    text = look(client, "/about/").get_text()
    for said in ("某市", "DB9999/T 1—2025", "《一站式质量服务平台建设规范》"):
        assert said in text
    settings.region_name = "另一个市"
    settings.save()
    assert "另一个市" in look(client, "/about/").get_text()


@pytest.mark.clause("1")
def test_no_template_of_the_columns_names_a_standard_or_a_region() -> None:
    named = {}
    for path in source_files(".html"):
        if "home/templates" not in path.as_posix():
            continue
        text = re.sub(r"{[%{].*?[%}]}", "", path.read_text(encoding="utf-8"))
        found = [str(number) for *_span, number in numbers.find_all(text)]
        if found or "哈密" in text:
            named[path.name] = found
    assert not named


# 2 normative references


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[dt.date]:
    """Return a list whose one entry is the day of today, to be moved."""
    today = [timezone.localdate()]
    real = timezone.localdate
    monkeypatch.setattr(
        timezone, "localdate", lambda value=None, *zone: real(value, *zone) if value else today[0]
    )
    return today


@pytest.mark.clause("2")
def test_an_undated_reference_means_the_edition_in_force_whatever_comes(
    client: Client, clock: list[dt.date]
) -> None:
    start = clock[0]
    current = StandardFactory(number="GB/T 19012—2019", title="组织投诉处理指南")
    info_page("关于平台", "about", body=[("standard", {"number": "GB/T 19012", "note": ""})])

    def cited() -> str:
        block = look(client, "/about/").select_one(".reference")
        assert block is not None
        return block.get_text(" ", strip=True)

    assert "GB/T 19012—2019" in cited()
    assert "现行" in cited()

    StandardFactory(
        number="GB/T 19012—2027", title="组织投诉处理指南", issued_on=day(-1), effective_on=day(30)
    )
    assert cited().startswith("GB/T 19012—2019")
    assert "GB/T 19012—2027 即将实施" in cited()

    clock[0] = day(31)
    assert cited().startswith("GB/T 19012—2027")
    assert "现行" in cited()

    clock[0] = start
    Amendment.objects.create(standard=current, serial=1, year=2024)
    assert "XG1—2024" in cited()


@pytest.mark.clause("2")
def test_a_number_in_running_text_follows_the_edition_in_force_too(
    client: Client, clock: list[dt.date]
) -> None:
    StandardFactory(number="GB/T 19013—2021")
    StandardFactory(number="GB/T 19013—2027", issued_on=day(-1), effective_on=day(30))
    info_page("投诉", "complain", body=[("text", "<p>参照 GB/T 19013 处理。</p>")])
    assert look(client, "/complain/").select_one('a.mention[href="/standards/gb-t-19013-2021/"]')
    clock[0] = day(30)
    assert look(client, "/complain/").select_one('a.mention[href="/standards/gb-t-19013-2027/"]')


def test_a_dated_reference_stays_with_its_edition(client: Client) -> None:
    StandardFactory(number="GB/T 1.1—2009", effective_on=dt.date(2010, 1, 1), issued_on=None)
    StandardFactory(number="GB/T 1.1—2020", effective_on=dt.date(2020, 10, 1), issued_on=None)
    info_page("页", "page", body=[("standard", {"number": "GB/T 1.1—2009", "note": ""})])
    text = look(client, "/page/").select_one(".reference").get_text(" ", strip=True)  # type: ignore[union-attr]
    assert text.startswith("GB/T 1.1—2009")
    assert "请看： GB/T 1.1—2020" in text


# 3.1 terms


@pytest.mark.clause("3.1")
def test_terms_stand_in_chinese_and_english_and_ours_are_marked(client: Client) -> None:
    Term.objects.create(
        name="一站式服务",
        english="one stop quality service",
        definition="集中到一个窗口。",
        origin="standard",
        clause="第 3.1 条",
    )
    Term.objects.create(name="服务网点", definition="离企业最近的服务点。", origin="platform")
    below(home_page(), GlossaryPage(title="名词术语", slug="glossary"))
    rows = {
        str(row.dt.get_text(" ", strip=True)): row.dd.get_text()  # type: ignore[union-attr]
        for row in look(client, "/glossary/").select(".terms > div")
    }
    assert "平台解释" not in rows["一站式服务 one stop quality service"]
    assert "平台解释，非标准原文" in rows["服务网点"]


@pytest.mark.clause("3.1")
def test_a_quoted_definition_says_where_it_stands() -> None:
    with pytest.raises(ValidationError, match="出处"):
        Term(name="窗口", definition="……", origin="standard").full_clean()
    Term(name="窗口", definition="……", origin="platform").full_clean()


# 4.1.3 institution and objectives


@pytest.mark.clause("4.1.3")
@pytest.mark.parametrize("missing", ["target", "owner"])
def test_an_objective_without_target_or_owner_is_refused(missing: str) -> None:
    fields = {
        "year": 2026,
        "indicator": "及时受理率",
        "target": 95,
        "unit": "%",
        "formula": "…",
        "owner": "负责人",
    }
    fields[missing] = None if missing == "target" else ""
    with pytest.raises(ValidationError) as refused:
        Objective(**fields).full_clean()
    assert missing in refused.value.message_dict


@pytest.mark.clause("4.1.3")
def test_the_actual_value_is_what_the_platform_reckons(client: Client) -> None:
    Objective.objects.create(
        year=2026,
        indicator="及时受理率",
        target=95,
        unit="%",
        formula="…",
        owner="负责人",
        figure="in_time",
        actual=1,
    )
    institution_index()
    with hooks.register_temporarily(
        home_hooks.OBJECTIVE_FIGURES, lambda: ("in_time", "及时受理率", lambda _year: Decimal("96.5"))
    ):
        row = look(client, "/institution/").select_one("tbody tr")
    assert row is not None
    assert "96.5 %" in row.get_text()
    assert "已达到" in row.get_text()


@pytest.mark.parametrize(
    ("direction", "actual", "year", "progress"),
    [
        ("least", None, 2026, Progress.OPEN),
        ("least", 90, 2026, Progress.RUNNING),
        ("least", 90, 2025, Progress.MISSED),
        ("least", 95, 2025, Progress.REACHED),
        ("most", 96, 2025, Progress.MISSED),
        ("most", 95, 2026, Progress.REACHED),
    ],
)
def test_an_objective_is_missed_only_when_its_year_is_over(
    direction: str, actual: int | None, year: int, progress: Progress
) -> None:
    objective = Objective(year=year, direction=direction, target=Decimal(95))
    value = None if actual is None else Decimal(actual)
    assert objective.progress(value, dt.date(2026, 6, 1)) is progress


@pytest.mark.clause("4.1.3")
def test_the_old_version_stays_readable_as_abolished_and_the_address_moves_on(client: Client) -> None:
    institution_index()
    institution(day(-400), day(-10), day(20))
    now = look(client, "/institution/window-rules/")
    assert "第2版的正文" in now.get_text()
    old = look(client, "/institution/window-rules/v1/")
    assert "第1版的正文" in old.get_text()
    assert "本版已废止" in old.get_text()
    assert old.select_one('.notice--bad a[href="/institution/window-rules/"]')
    assert "即将实施" in look(client, "/institution/window-rules/v3/").get_text()
    assert client.get("/institution/window-rules/v9/").status_code == 404
    assert client.get("/institution/nothing/").status_code == 404


@pytest.mark.clause("4.1.3")
def test_missing_documents_are_named_to_staff(client: Client) -> None:
    institution(day(-1), kind="window")
    institution(day(5), kind="complaints")
    missing = Institution.missing_kinds()
    assert len(missing) == len(EXPECTED) - 1
    client.force_login(get_user_model().objects.create_superuser("chief", password="x"))
    html = client.get(reverse("home_institution_modeladmin_index")).content.decode()
    assert "现在还缺的制度" in html
    assert "投诉争议" in html


def test_the_registers_take_few_queries(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number, kind in enumerate(EXPECTED):
        institution(day(-number - 1), day(number + 1), kind=kind)
    client.force_login(get_user_model().objects.create_superuser("chief", password="x"))
    client.get(reverse("home_institution_modeladmin_index"))
    with django_assert_max_num_queries(20):
        client.get(reverse("home_institution_modeladmin_index"))


# 4.3.1 flow


@pytest.mark.clause("4.3.1")
def test_picture_and_text_say_the_same_steps(client: Client) -> None:
    below(home_page(), ProcessPage(title="服务流程", slug="process"))
    page = look(client, "/process/")
    drawn = BeautifulSoup(client.get("/process/flow/").content, "html.parser").get_text()
    told = page.select_one(".told")
    assert told is not None
    for each in words(current_figure()):
        assert each in drawn
        assert each in told.get_text()
    assert "标准原图 1 待提供" in page.get_text()
    picture = page.select_one("img.flow")
    assert picture is not None
    assert "文字版" in str(picture["alt"])
    assert client.get("/process/flow/dark/")["Content-Type"] == "image/svg+xml"


@pytest.mark.clause("4.3.1")
def test_the_figure_is_that_of_the_workflow_once_there_is_one(client: Client) -> None:
    flow = Figure(
        (Stage("收集", (Step("new", "已提交"),)), Stage("对接", (Step("matched", "已对接"),))),
        (Flow("new", "matched", "有能办的机构"),),
    )
    below(home_page(), ProcessPage(title="服务流程", slug="process"))
    with hooks.register_temporarily(home_hooks.WORKFLOW_FIGURE, lambda: flow, order=-1):
        page = look(client, "/process/")
        assert "已对接" in client.get("/process/flow/").content.decode()
    assert "有能办的机构 → 2 已对接" in page.select_one(".told").get_text()  # type: ignore[union-attr]
    assert "标准原图 1 待提供" not in page.get_text()


def test_words_of_the_figure_cannot_be_markup() -> None:
    figure = Figure((Stage("<b>", (Step("a", "<script>"),)),), ())
    assert "<script>" not in svg(figure)
    assert "&lt;script&gt;" in svg(figure)


def test_a_link_to_nowhere_is_refused() -> None:
    stage = {"name": "收集", "steps": [{"key": "a", "name": "提出"}]}
    with pytest.raises(ValueError, match="not there: b"):
        read({"stages": [stage], "links": [{"from": "a", "to": "b"}]})
