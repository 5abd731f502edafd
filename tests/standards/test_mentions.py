"""Standards named in texts: found, linked once a paragraph, never where a link would be wrong."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from onestop.standards.mentions import link, look_up, numbers_in, outdated
from onestop.standards.models import Amendment
from onestop.standards.numbers import parse
from onestop.tests.factories.standards import StandardFactory, day

pytestmark = pytest.mark.django_db

URL = "/standards/gb-t-19012-2019/"


@pytest.fixture
def complaints() -> Any:
    """Return the standard on complaints, in force."""
    return StandardFactory(number="GB/T 19012—2019", title="质量管理 顾客满意 组织投诉处理指南")


def test_a_number_is_linked_once_a_paragraph_in_any_spelling(complaints: Any) -> None:
    html = link("<p>参照 GB/T 19012。GB/T 19012 还说……</p><p>GB／T19012-2019 也是它。</p>")
    assert html.count(f'href="{URL}"') == 2
    assert ">GB／T19012-2019</a>" in html
    assert "质量管理 顾客满意 组织投诉处理指南" in html


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/x/">见 GB/T 19012</a></p>',
        '<p><a href="/x/"><b>见 GB/T 19012</b></a></p>',
        "<p><code>GB/T 19012</code></p>",
        "<h2>GB/T 19012</h2>",
        "<details><summary>GB/T 19012</summary></details>",
        '<img alt="GB/T 19012">',
        "<!-- GB/T 19012 -->",
    ],
)
def test_links_code_headings_and_attributes_stay_as_they_are(complaints: Any, html: str) -> None:
    assert link(html) == html


def test_after_a_link_the_text_is_linked_again(complaints: Any) -> None:
    assert URL in link('<p><a href="/x/">这里</a>和 GB/T 19012</p>')


def test_what_the_register_does_not_have_stays_text(complaints: Any) -> None:
    html = "<p>GB/T 99999 不在目录里。</p>"
    assert link(html) == html


def test_markup_around_a_number_is_kept(complaints: Any) -> None:
    assert link("<p>A &lt; B，按 <b>GB/T 19012</b> 办 &amp; 记录</p>").startswith("<p>A &lt; B，按 <b><a ")


def test_a_page_costs_one_query_and_a_page_without_numbers_none(
    complaints: Any, django_assert_num_queries: Callable[..., Any]
) -> None:
    StandardFactory(number="GB/T 19013—2021")
    with django_assert_num_queries(1):
        link("<p>GB/T 19012 和 GB/T 19013，还有 GB/T 99999。</p>" * 20)
    with django_assert_num_queries(0):
        link("<p>2026 年 5 月，共 12 家企业。</p>" * 20)


def test_a_replaced_edition_is_marked_with_what_replaces_it(complaints: Any) -> None:
    StandardFactory(number="GB/T 19012—2008", effective_on=dt.date(2008, 12, 1), issued_on=None)
    html = link("<p>GB/T 19012-2008</p>")
    assert 'class="badge badge--replaced"' in html
    assert "GB/T 19012—2019" in html
    assert "badge" not in link("<p>GB/T 19012</p>")


def test_an_editor_is_told_which_standards_have_ended(complaints: Any) -> None:
    StandardFactory(number="GB/T 19012—2008", effective_on=dt.date(2008, 12, 1), issued_on=None)
    StandardFactory(number="GB/T 5—2001", withdrawn=True)
    told = outdated(["GB/T 19012-2008、GB/T 5-2001、GB/T 19012、GB/T 99999"])
    assert len(told) == 2
    assert "GB/T 19012—2019" in told[0]


def test_numbers_are_named_once_in_their_order() -> None:
    found = numbers_in(["见 GB/T 19012", "和 JJF 1059.1，GB/T19012。"])
    assert [str(number) for number in found] == ["GB/T 19012", "JJF 1059.1"]


def test_an_amendment_is_looked_up_at_its_standard(complaints: Any) -> None:
    Amendment.objects.create(standard=complaints, serial=1, year=2024)
    number = parse("GB/T 19012")
    assert number is not None
    found = look_up([number], day(0), amendments=True)[number.full_key]
    assert [str(each) for each in found.amendments] == ["XG1—2024"]


def test_a_draft_is_never_linked() -> None:
    StandardFactory(number="GB/T 7—2020", draft=True)
    assert link("<p>GB/T 7</p>") == "<p>GB/T 7</p>"
