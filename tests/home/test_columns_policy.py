"""政策法规 and 政策解读: what counts today, and both ways between text and explanation."""

import datetime as dt
from itertools import product

import pytest
from bs4 import BeautifulSoup

from django.core.exceptions import ValidationError
from django.test import Client

from onestop.home.models import PolicyPage
from onestop.home.policy.choices import Validity
from onestop.home.rules import faults
from onestop.tests.factories.columns import interpretation, policy, policy_index
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.standards import day

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> BeautifulSoup:
    """Return the page at ``path``."""
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.clause("4.2.1.1")
def test_a_policy_and_its_explanation_lead_to_each_other(client: Client) -> None:
    law = policy(title="某法", slug="law")
    explained = interpretation(law, title="某法怎么读", slug="read")
    hidden = interpretation(law, title="没有发布的解读", slug="hidden")
    hidden.unpublish()
    side = read(client, "/policy/law/").select_one("aside")
    assert side is not None
    assert side.select_one(f'a[href="{explained.url}"]')
    assert "没有发布的解读" not in side.get_text()
    assert read(client, explained.url).select_one('aside a[href="/policy/law/"]')


@pytest.mark.clause("4.2.1.1")
def test_a_repealed_policy_says_so_and_leads_to_what_counts(client: Client) -> None:
    new = policy(title="新办法", slug="new")
    policy(title="旧办法", slug="old", repealed_on=day(-1), replaced_by=new)
    page = read(client, "/policy/old/")
    banner = page.select_one(".notice--bad")
    assert banner is not None
    assert banner.select_one('a[href="/policy/new/"]')
    assert "失效" in page.get_text()
    assert read(client, "/policy/new/").select_one(".notice--bad") is None


@pytest.mark.clause("4.2.1.1")
def test_a_policy_shows_level_issuer_number_dates_and_official_text(client: Client) -> None:
    policy(slug="one", document_number="令第 711 号", official_url="https://xzfg.moj.gov.cn/")
    page = read(client, "/policy/one/")
    facts = {row.dt.get_text(): row.dd.get_text() for row in page.select("dl.document > div")}  # type: ignore[union-attr]
    assert facts["效力级别"] == "行政法规"
    assert facts["发布机关"] == "某机关"
    assert facts["文号"] == "令第 711 号"
    assert facts["施行日期"] == "2019-05-15"
    assert page.select_one('a[href="https://xzfg.moj.gov.cn/"]')


def test_sql_and_python_agree_on_what_counts() -> None:
    page = policy(issued_on=day(-500), effective_on=day(-400))
    rows = PolicyPage.objects.filter(pk=page.pk)
    for validity, repealed, effective in product(
        ("valid", "revised", "repealed"), (None, day(-1), day(0), day(1)), (day(-400), day(0), day(30))
    ):
        rows.update(validity=validity, repealed_on=repealed, effective_on=effective)
        row = rows.with_validity().get()
        assert row.valid_now == row.validity_on(day(0)), (validity, repealed, effective)


def test_a_text_to_come_is_not_in_force_yet(client: Client) -> None:
    policy(slug="soon", issued_on=day(-5), effective_on=day(5))
    assert PolicyPage.objects.get(slug="soon").validity_on(day(0)) is Validity.UPCOMING
    assert "尚未施行" in client.get("/policy/soon/").content.decode()


def test_the_library_narrows_down_by_level_validity_and_year(client: Client) -> None:
    policy(title="老法律", slug="a", level="law", issued_on=dt.date(1993, 2, 22), validity="valid")
    policy(title="新规章", slug="b", level="rule", repealed_on=day(-1))
    shown = {
        query: [link.get_text() for link in read(client, f"/policy/?{query}").select(".dated h3 a")]
        for query in ("level=law", "status=repealed", "year=1993", "year=2019&level=law", "")
    }
    assert shown["level=law"] == shown["year=1993"] == ["老法律"]
    assert shown["status=repealed"] == ["新规章"]
    assert shown["year=2019&level=law"] == []
    assert shown[""] == ["新规章", "老法律"]


@pytest.mark.parametrize("query", ["level=nonsense", "year=12x", "status=%00", "page=999", "page=-1&level="])
def test_a_wrong_filter_still_shows_the_library(client: Client, query: str) -> None:
    policy(title="某法", slug="law")
    policy(title="某条例", slug="other")
    assert "某法" in read(client, f"/policy/?{query}").get_text()


def test_a_policy_needs_its_text_or_the_official_one() -> None:
    policy_index()
    with pytest.raises(ValidationError, match="正文"):
        policy(body=[], official_url="")
    assert policy(body=[], official_url="https://flk.npc.gov.cn/").live


def test_dates_that_contradict_each_other_are_refused() -> None:
    page = PolicyPage(
        title="某法", source="某处", issued_on=day(0), effective_on=day(-1), official_url="https://x.cn/"
    )
    assert {fault.field for fault in faults(page)} == {"effective_on"}


def test_the_feed_names_the_newest_first(client: Client) -> None:
    policy(title="早的", slug="a", issued_on=dt.date(2018, 1, 1))
    policy(title="晚的", slug="b", issued_on=dt.date(2020, 1, 1), effective_on=dt.date(2020, 2, 1))
    response = client.get("/policy/feed/")
    assert response["Content-Type"].startswith("application/rss+xml")
    text = response.content.decode()
    assert text.index("晚的") < text.index("早的")
    assert "http://testserver/policy/b/" in text


@pytest.fixture
def old(client: Client) -> PolicyPage:
    """A policy that was repealed yesterday, with its explanation and its successor."""
    del client
    new = policy(
        title="现行条例", slug="new", issued_on=dt.date(2020, 4, 3), effective_on=dt.date(2020, 5, 1)
    )
    page: PolicyPage = policy(title="废止条例", slug="old", repealed_on=day(-1), replaced_by=new)
    interpretation(page, title="读懂废止条例", slug="reads-old")
    interpretation(page, new, title="两部条例对照", slug="compared")
    return page


@pytest.mark.clause("4.2.1.1")
def test_wherever_a_repealed_policy_is_named_it_says_so(client: Client, old: PolicyPage) -> None:
    named = {
        "the library": (read(client, "/policy/"), "li"),
        "the home page": (read(client, home_page().url), "li"),
        "the page beside it": (read(client, "/policy/new/"), ".beside p"),
        "the explanation": (read(client, "/policy/interpretation/reads-old/"), "aside li"),
        "the search": (read(client, "/search/?q=废止条例"), ".found__row"),
    }
    for place, (page, row) in named.items():
        rows = [each for each in page.select(row) if each.select_one('a[href="/policy/old/"]')]
        assert rows, place
        assert all("失效" in each.get_text() for each in rows), place
        others = [each for each in page.select(row) if each.select_one('a[href="/policy/new/"]')]
        assert not any("失效" in each.get_text() for each in others), place
    assert "<title>废止条例（失效）</title>" in client.get("/policy/feed/").content.decode()


@pytest.mark.clause("4.2.1.1")
def test_an_explanation_says_what_of_it_no_longer_counts(client: Client, old: PolicyPage) -> None:
    for slug in ("reads-old", "compared"):
        notice = read(client, f"/policy/interpretation/{slug}/").select_one(".notice--bad")
        assert notice is not None
        assert "废止条例" in notice.get_text()
        assert notice.select_one('a[href="/policy/new/"]')
    rows = read(client, "/policy/interpretation/").select(".dated li")
    assert {row.h3.get_text(): bool(row.select(".badge")) for row in rows} == {  # type: ignore[union-attr]
        "读懂废止条例": True,
        "两部条例对照": False,
    }
    PolicyPage.objects.filter(pk=old.pk).update(repealed_on=day(1))
    assert read(client, "/policy/interpretation/reads-old/").select_one(".notice--bad") is None
