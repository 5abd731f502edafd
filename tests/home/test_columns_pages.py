"""Columns and articles as a reader meets them: by date, with a way back, a way on, tags for machines."""

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup

from django.apps import apps
from django.test import Client
from django.urls import get_resolver

from wagtail.models import PageViewRestriction

from onestop.home.models import ColumnPage, Topic
from onestop.standards.models import StandardDirectoryPage
from onestop.tests.factories.columns import LONG_AGO, article, case, column, faq, question
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.standards import StandardFactory
from onestop.tests.factories.strict_html import offences

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> BeautifulSoup:
    """Return the page at ``path``, which must obey the strict policy."""
    response = client.get(path)
    assert response.status_code == 200
    assert not offences(response.content.decode())
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    """Return the titles of the list."""
    return [link.get_text() for link in page.select(".dated h3 a")]


def test_a_column_lists_the_newest_first_and_in_pages(client: Client) -> None:
    for number in range(23):
        article(title=f"第{number}篇", published_at=LONG_AGO + dt.timedelta(days=number))
    first, second = read(client, "/notices/"), read(client, "/notices/?page=2")
    assert titles(first)[0] == "第22篇"
    assert titles(second) == ["第2篇", "第1篇", "第0篇"]
    assert first.select_one('a[rel="next"]')
    assert "共 23 条" in first.get_text()


def test_a_column_without_entries_says_so(client: Client) -> None:
    column()
    assert "还没有内容" in read(client, "/notices/").get_text()


def test_years_narrow_down_and_the_choice_stays_on_the_next_page(client: Client) -> None:
    for number in range(22):
        article(title=f"新{number}", published_at=LONG_AGO + dt.timedelta(days=number))
    article(title="旧的", published_at=LONG_AGO - dt.timedelta(days=400))
    assert titles(read(client, "/notices/?year=2024")) == ["旧的"]
    link = read(client, "/notices/?year=2026").select_one('a[rel="next"]')
    assert link is not None
    assert link["href"] == "?year=2026&page=2"


@pytest.mark.clause("4.2.1.2")
def test_an_article_appears_in_the_column_of_its_topic(client: Client) -> None:
    topic = Topic.objects.create(name="质量文化", slug="culture")
    column("culture", title="质量文化", topic=topic)
    article(column("other", title="别的"), title="班前十分钟", topics=[topic])
    article(column("other", title="别的"), title="无关的")
    assert titles(read(client, "/culture/")) == ["班前十分钟"]
    assert ColumnPage.objects.get(slug="culture").entries().count() == 1


def test_a_private_article_is_nowhere_in_public(client: Client) -> None:
    article(title="公开的", published_at=LONG_AGO)
    hidden = article(title="内部的", published_at=LONG_AGO + dt.timedelta(days=1))
    article(title="也公开", published_at=LONG_AGO + dt.timedelta(days=2))
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for path in ("/notices/", "/notices/feed/", "/"):
        assert "内部的" not in client.get(path).content.decode()
    page = read(client, column().get_children().get(title="公开的").url)
    assert "内部的" not in page.get_text()
    assert "也公开" in page.select_one("nav.beside").get_text()  # type: ignore[union-attr]


def test_an_article_shows_source_and_time_and_names_them_to_machines(client: Client) -> None:
    page = read(client, article(title="一篇", author="甲", intro="摘要").url)
    origin = page.select_one(".read__origin")
    assert origin is not None
    assert "来源：示例来源" in origin.get_text()
    assert "2026-01-05 10:00" in origin.get_text()
    tags = {tag["name"]: tag["content"] for tag in page.select("meta[name]")}
    assert tags["ArticleTitle"] == "一篇"
    assert tags["PubDate"] == "2026-01-05 10:00"
    assert tags["ContentSource"] == "示例来源"
    assert tags["Author"] == "甲"
    assert tags["description"] == "摘要"
    graph = {tag["property"]: tag["content"] for tag in page.select("meta[property]")}
    assert graph["og:title"] == "一篇"
    assert graph["og:type"] == "article"


def test_structured_data_say_article_and_way(client: Client) -> None:
    page = read(client, article(title="</script>一篇").url)
    said, way = (json.loads(block.get_text()) for block in page.select('script[type="application/ld+json"]'))
    assert said["@type"] == "Article"
    assert said["headline"] == "</script>一篇"
    assert [step["name"] for step in way["itemListElement"]] == ["首页", "通知公告", "</script>一篇"]


def test_a_column_carries_its_tags_and_its_feed(client: Client) -> None:
    column(intro="平台的通知", keywords="通知,公告")
    page = read(client, "/notices/")
    tags = {tag["name"]: tag["content"] for tag in page.select("meta[name]")}
    assert tags["ColumnName"] == "通知公告"
    assert tags["ColumnDescription"] == "平台的通知"
    assert tags["ColumnKeywords"] == "通知,公告"
    assert tags["ColumnType"] == "通知公告"
    assert page.select_one('link[type="application/rss+xml"]')["href"] == "/notices/feed/"  # type: ignore[index]


def test_standards_come_as_a_feed(client: Client) -> None:
    StandardFactory(number="GB/T 19012—2019", title="组织投诉处理指南")
    StandardFactory(number="GB/T 19012—2099", title="以后的标准", effective_on=dt.date(2099, 1, 1))
    text = client.get("/feeds/standards/").content.decode()
    assert "以后的标准" not in text
    assert "GB/T 19012—2019" in text
    assert "http://testserver/standards/gb-t-19012-2019/" in text


def test_the_home_page_leads_to_the_feed_of_standards(client: Client) -> None:
    home_page().add_child(instance=StandardDirectoryPage(title="查标准", slug="standards"))
    StandardFactory(number="GB/T 19012—2019", title="组织投诉处理指南")
    assert read(client, "/").select_one('main a[href="/feeds/standards/"]')


@pytest.mark.clause("4.2.2.4")
def test_each_form_of_experience_can_be_picked(client: Client) -> None:
    for form in ("model", "visit", "exchange"):
        case(title=f"案例 {form}", form=form)
    for form in ("model", "visit", "exchange"):
        assert titles(read(client, f"/cases/?form_of={form}")) == [f"案例 {form}"]
    assert len(titles(read(client, "/cases/"))) == 3


@pytest.mark.clause("4.2.2.3")
def test_nothing_here_can_grade_an_enterprise() -> None:
    words = ("grade", "rating", "credit_level", "credit_score")
    fields = [
        f"{model.__name__}.{field.name}"
        for config in apps.get_app_configs()
        if config.name.startswith("onestop.")
        for model in config.get_models()
        for field in model._meta.get_fields()
        if any(word in field.name for word in words)
    ]
    routes = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
    assert not fields
    assert not [route for route in routes if any(word in route for word in (*words, "credit"))]


@pytest.mark.clause("4.2.2.2")
def test_questions_are_found_by_words_that_people_use(client: Client) -> None:
    question("电梯快到期了，什么时候报检？", words="电梯年检 定期检验")
    question("平台收费吗？")
    page = read(client, "/faq/?q=电梯年检")
    assert [each.get_text() for each in page.select("summary h3")] == ["电梯快到期了，什么时候报检？"]
    assert "还没有这样的问题" in read(client, "/faq/?q=量子纠缠").get_text()
    assert len(read(client, "/faq/").select("details")) == 2


@pytest.mark.parametrize("asked", ["<script>", "%", "\\", "？" * 300, " "])
def test_any_question_gets_an_answer(client: Client, asked: str) -> None:
    faq()
    assert client.get("/faq/", {"q": asked}).status_code == 200


def test_an_answer_links_the_standards_that_it_names(client: Client) -> None:
    StandardFactory(number="GB/T 19012—2019")
    asked = question("投诉怎么办？", "<p>参照 GB/T 19012。</p>")
    for path in ("/faq/", asked.url):
        assert read(client, path).select_one('a[href="/standards/gb-t-19012-2019/"]')
