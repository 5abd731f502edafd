"""A standard's page: the sentence first, facts, relations, citation, other spellings of its address."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from django.test import RequestFactory

from wagtail.models import Site

from onestop.home.models import SiteSettings
from onestop.site.look.stylesheets import joined
from onestop.standards import views
from onestop.standards.models import Standard
from onestop.standards.naming import number_pieces

Get = Callable[..., Any]


def body(response: Any) -> str:
    """Return the page as text."""
    text: str = response.content.decode()
    return text


def plain(response: Any) -> str:
    """Return the words of the page, without its markup."""
    return re.sub(r"<[^>]*>", "", body(response))


@pytest.mark.clause("4.2.3.1")
@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("gb-t-19012-2019", "现行，2020-01-01 起实施，代替 2008 年版。"),
        ("gb-t-19012-2008", "2020-01-01 起，已被 GB/T 19012—2019 代替。"),
        ("gb-t-88002-2001", "起废止，没有代替它的标准。"),
        ("gb-t-88001-2031", "即将实施，"),
        ("db6505-t-101-2021", "来源没有写明是否现行"),
    ],
)
def test_the_page_begins_with_the_sentence(get: Get, slug: str, sentence: str) -> None:
    html = body(get(f"/standards/{slug}/"))
    said = re.search(r'class="ticket__sentence">(.*?)</p>', html)
    assert said
    assert sentence in re.sub("<[^>]*>", "", said[1])


def test_editions_stand_on_a_line_with_their_states(get: Get) -> None:
    html = body(get("/standards/gb-t-19012-2019/"))
    line = re.search(r'<ol class="years">.*?</ol>', html, re.DOTALL)
    assert line
    assert 'href="/standards/gb-t-19012-2008/"' in line[0]
    assert "被代替" in line[0]


@pytest.mark.parametrize(
    "path", ["/standards/gb-t-19012-2019/", "/standards/?q=GB/T+19012", "/search/?q=GB/T+19012"]
)
def test_the_line_of_editions_is_drawn_where_it_stands(get: Get, path: str) -> None:
    html = body(get(path))
    assert '<ol class="years">' in html
    sheets = re.findall(r'rel="stylesheet" href="/static/([\w/-]+)[^"]*\.css"', html)
    assert ".years{" in "".join(joined(f"{name}.css") for name in sheets)


@pytest.mark.parametrize(
    ("number", "pieces"),
    [
        ("DB6505/T 022—2023", ["DB6505/T ", "022—2023"]),
        ("GB 50016—2014(2018年版)", ["GB ", "50016—2014", "(2018年版)"]),
        ("GB/T 1.1—2020/XG1—2021", ["GB/T ", "1.1—2020", "/XG1—2021"]),
        ("ISO 14001:2015", ["ISO ", "14001:2015"]),
    ],
)
def test_a_number_breaks_only_where_it_may(number: str, pieces: list[str]) -> None:
    assert number_pieces(number) == pieces


def test_relations_stand_both_ways_with_the_state_of_each(get: Get) -> None:
    html = body(get("/standards/db6505-t-101-2021/"))
    assert "/standards/gb-t-19012-2019/" in html
    assert "不注日期，用最新版本" in html
    assert "注日期，只用这一年版；这一年版已不再有效" in html
    assert "GB/T 77777—2001" in html
    assert "本站未收录" in html
    cited = body(get("/standards/gb-t-19012-2019/"))
    assert "被引用" in cited
    assert "/standards/db6505-t-101-2021/" in cited


def test_facts_name_classes_as_links_and_who(get: Get) -> None:
    html = body(get("/standards/gb-t-19012-2019/"))
    assert 'href="/standards/?ics=03.120.10"' in html
    assert 'href="/standards/?ccs=A00"' in html
    assert "国家标准化管理委员会" in html
    assert "采用 ISO 10002:2018，等同（IDT）" in plain(get("/standards/gb-t-19012-2019/"))


def test_an_amendment_has_its_place(get: Get) -> None:
    html = body(get("/standards/gb-175-2007/"))
    assert 'id="xg1"' in html
    assert "XG1—2009" in html


def test_source_and_day_of_checking_are_said(get: Get) -> None:
    html = body(get("/standards/gb-t-19012-2019/"))
    assert "数据来源" in html
    assert "未核验" in html


def test_an_error_can_be_reported(get: Get) -> None:
    site = Site.objects.get(is_default_site=True)
    settings = SiteSettings.for_site(site)
    settings.report_url = "https://report.example.org/"
    settings.save()
    html = body(get("/standards/gb-t-19012-2019/"))
    assert re.search(r'href="https://report\.example\.org/"[^>]*>报告错误<', html)


@pytest.mark.parametrize(
    ("style", "content_type", "begins"),
    [
        ("2025", "text/plain", "GB/T 19012—2019 "),
        ("2015", "text/plain", ""),
        ("bib", "application/x-bibtex", "@"),
        ("ris", "application/x-research-info-systems", "TY  - "),
        ("json", "application/vnd.citationstyles.csl+json", ""),
    ],
)
def test_the_citation_comes_in_every_form(get: Get, style: str, content_type: str, begins: str) -> None:
    response = get("/standards/gb-t-19012-2019/", cite=style)
    assert response["Content-Type"].startswith(content_type)
    assert response["Content-Disposition"].startswith("attachment")
    assert "gb-t-19012-2019." in response["Content-Disposition"]
    assert body(response).startswith(begins)
    assert "19012" in body(response)


def test_the_page_shows_the_current_form_of_citation_to_copy(get: Get) -> None:
    html = body(get("/standards/gb-t-19012-2019/"))
    assert 'data-copy="GB/T 19012—2019 质量管理 顾客满意 组织投诉处理指南[S]."' in html


def test_an_unknown_form_of_citation_is_not_found(get: Get) -> None:
    assert get("/standards/gb-t-19012-2019/", cite="word").status_code == 404


@pytest.mark.parametrize(
    "spelling", ["gbt19012-2019", "GB-T-19012-2019", "gb_t_19012_2019", "GBT-19012-2019", "GB_T19012-2019"]
)
def test_another_spelling_leads_to_the_one_address_for_good(get: Get, spelling: str) -> None:
    response = get(f"/standards/{spelling}/")
    assert response.status_code == 301
    assert response["Location"] == "/standards/gb-t-19012-2019/"


@pytest.mark.parametrize(
    ("spelling", "address"),
    [("gb-t-19012", "gb-t-19012-2019"), ("gbt1_1", "gb-t-1_1-2020"), ("iso-14001-2015", "gb-t-24001-2016")],
)
def test_an_undated_number_or_an_alias_leads_to_the_edition_that_counts(
    get: Get, spelling: str, address: str
) -> None:
    response = get(f"/standards/{spelling}/")
    assert response.status_code in (301, 302)
    assert response["Location"] == f"/standards/{address}/"


@pytest.mark.parametrize("slug", ["gb-t-99999-2099", "nope", "gb-t-88003-2001", "x" * 300])
def test_what_has_no_page_is_not_found_and_offers_the_search(get: Get, slug: str) -> None:
    response = get(f"/standards/{slug}/")
    assert response.status_code == 404
    assert 'role="search"' in body(response)
    assert "草稿" not in body(response)


def test_a_local_standard_shows_what_editors_wrote(get: Get) -> None:
    html = body(get("/standards/db6505-t-101-2021/"))
    assert "示例解读：先看范围。" in html
    assert "示例条文。" in html
    assert "哈密市地方标准" in html


def test_machines_read_the_same(get: Get) -> None:
    html = body(get("/standards/gb-t-19012-2019/"))
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert data
    assert json.loads(data[1])["identifier"] == "GB/T 19012—2019"
    assert '<link rel="canonical" href="http://testserver/standards/gb-t-19012-2019/">' in html
    assert 'name="description" content="GB/T 19012—2019 ' in html


def test_markup_in_a_title_stays_text_also_for_machines(get: Get) -> None:
    html = body(get("/standards/gb-t-88002-2001/"))
    assert "<b>尖括号" not in html


def test_the_page_says_when_it_changed(get: Get) -> None:
    assert get("/standards/gb-t-19012-2019/")["Last-Modified"].endswith("GMT")


@pytest.mark.usefixtures("register", "db")
def test_a_draft_is_shown_as_its_page_would_be(rf: RequestFactory) -> None:
    draft = Standard(number="GB/T 19012-2030", title="示例：下一版", source="示例数据")
    draft.derive()
    response = views.record_preview(rf.get("/standards/"), draft)
    assert response.status_code == 200
    assert "示例：下一版" in body(response)
