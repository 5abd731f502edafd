"""``/standards/``: the search page, its links, its answers to bad input."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from django.core.cache import cache

from onestop.search.models import ZeroResultQuery

Get = Callable[..., Any]


def body(response: Any) -> str:
    """Return the page as text."""
    text: str = response.content.decode()
    return text


def plain(response: Any) -> str:
    """Return the words of the page, without its markup."""
    return re.sub(r"<[^>]*>", "", body(response))


class Links(HTMLParser):
    """Collects the addresses of links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


@pytest.mark.clause("4.2.3.1")
def test_a_scribbled_number_shows_the_standard_large_with_its_state(get: Get) -> None:
    response = get("/standards/", q="gbt19012")
    html = body(response)
    assert response.status_code == 200
    assert "精确匹配" in html
    assert "现行，2020-01-01 起实施" in plain(response)
    assert 'href="/standards/gb-t-19012-2019/"' in html
    assert "同标准其他年版" in html


@pytest.mark.clause("4.2.3.1")
def test_the_local_catalogue_is_one_link_away(get: Get) -> None:
    links = [link for link in Links(body(get("/standards/"))).found if "region=6505" in link]
    assert links
    html = body(get(links[0]))
    assert "DB6505/T 101—2021" in html
    assert "哈密市" in html


def test_every_choice_is_a_link_and_can_be_taken_back(get: Get) -> None:
    html = body(get("/standards/", q="示例", status="current", year="2015"))
    links = Links(html).found
    assert "/standards/?q=%E7%A4%BA%E4%BE%8B&year=2015" in links
    assert "/standards/?q=%E7%A4%BA%E4%BE%8B&status=current" in links
    assert "/standards/?q=%E7%A4%BA%E4%BE%8B" in links


def test_every_link_of_a_page_of_results_answers(get: Get) -> None:
    links = Links(body(get("/standards/", q="示例"))).found
    own = {link for link in links if link.startswith("/standards/")}
    assert len(own) > 10
    assert {link: get(link).status_code for link in own} == dict.fromkeys(own, 200)


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999", "1e9", "９", "1" * 400])
def test_a_page_that_is_not_there_is_said_with_a_way_back(get: Get, page: str) -> None:
    response = get("/standards/", q="示例", page=page)
    assert response.status_code == 404
    assert "没有第" in body(response)
    assert "回到第一页" in body(response)


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"status": "gone"}, "gone"),
        ({"ics": "../etc"}, "../ETC"),
        ({"year": "20x5"}, "20X5"),
        ({"sort": "colour"}, "colour"),
        ({"editions": "some"}, "some"),
        ({"q": "质" * 201}, "200"),
    ],
)
def test_a_value_that_cannot_be_is_said_and_left_out(get: Get, parameters: dict[str, str], said: str) -> None:
    response = get("/standards/", **parameters)
    assert response.status_code == 400
    notice = re.search(r'<div class="notice notice--bad".*?</div>', body(response), re.DOTALL)
    assert notice
    assert said in notice[0]
    assert "GB/T 19012—2019" in body(response) or "项" in body(response)


def test_what_is_typed_is_escaped_everywhere(get: Get) -> None:
    html = body(get("/standards/", q='"><script>alert(1)</script>', year="<img src=x>"))
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_titles_are_escaped_also_where_words_are_marked(get: Get) -> None:
    html = body(get("/standards/", q="尖括号的标准 示例"))
    assert "&lt;b&gt;" in html
    assert "<b>尖括号" not in html


def test_what_is_not_here_is_said_with_the_official_places(get: Get) -> None:
    html = body(get("/standards/", q="GB/T 99999-2099"))
    assert "本站没有收录 GB/T 99999—2099" in html
    assert "https://std.samr.gov.cn/search/std?q=GB/T%2099999-2099" in html
    assert "https://openstd.samr.gov.cn/" in html
    assert 'data-copy="GB/T 99999—2099"' in html
    assert "相邻的标准号" in html


def test_a_question_without_an_answer_is_counted_for_editors(get: Get) -> None:
    get("/standards/", q="没有人写过的标准名称")
    get("/standards/", q="没有人写过的标准名称", status="current")
    assert ZeroResultQuery.objects.get(text="没有人写过的标准名称").count == 1


def test_nothing_to_look_for_is_said(get: Get) -> None:
    assert "没有可以查的文字或数字" in body(get("/standards/", q="%%% ***"))


@pytest.mark.usefixtures("engine_away")
def test_without_the_engine_the_page_answers_and_says_so(get: Get) -> None:
    cache.clear()
    response = get("/standards/", q="gbt19012")
    assert response.status_code == 200
    assert "全文检索暂时不可用" in body(response)
    assert "现行，2020-01-01 起实施" in plain(response)


def test_every_question_names_the_directory_as_the_page_to_list(get: Get) -> None:
    for question in ({}, {"q": "示例"}):
        assert '<link rel="canonical" href="http://testserver/standards/">' in body(
            get("/standards/", **question)
        )


def test_an_international_number_leads_to_its_adoption(get: Get) -> None:
    html = body(get("/standards/", q="ISO 10002:2018"))
    assert "采用它的中国标准" in html
    assert "/standards/gb-t-19012-2019/" in html
    assert "IDT" in html
