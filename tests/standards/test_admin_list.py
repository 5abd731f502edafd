"""The register in the admin: found by any spelling, filtered by the status of today, in few queries."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from django.test import Client
from django.urls import reverse

from onestop.standards.models import Standard
from onestop.tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_standards_standard:list"


def numbers(client: Client, **query: Any) -> list[str]:
    response = client.get(reverse(LIST), query)
    assert response.status_code == 200
    return [each.number for each in response.context["object_list"]]


@pytest.mark.parametrize(
    "typed", ["GB/T 19012-2019", "gbt19012—2019", "ＧＢ／Ｔ　１９０１２－２０１９", "《GB/T 19012-2019》"]
)
def test_any_spelling_of_a_number_finds_its_edition(admin_client: Client, typed: str) -> None:
    StandardFactory(number="GB/T 19012-2019", draft=True)
    StandardFactory(number="GB/T 19012-2008")

    assert numbers(admin_client, q=typed) == ["GB/T 19012—2019"]


def test_a_number_without_its_year_finds_all_editions_and_words_find_titles(admin_client: Client) -> None:
    StandardFactory(number="GB/T 19012-2019", title="质量管理 顾客满意 组织投诉处理指南")
    StandardFactory(number="GB/T 19012-2008", title="质量管理 顾客满意 组织处理投诉指南")
    StandardFactory(number="GB/T 19013-2021", title="质量管理 顾客满意 组织外部争议解决指南")

    assert numbers(admin_client, q="gbt19012") == ["GB/T 19012—2008", "GB/T 19012—2019"]
    assert numbers(admin_client, q="19013") == ["GB/T 19013—2021"]
    assert numbers(admin_client, q="投诉 质量") == ["GB/T 19012—2008", "GB/T 19012—2019"]
    assert numbers(admin_client, q="%") == []


def test_filters_narrow_by_what_holds_today(admin_client: Client) -> None:
    StandardFactory(number="GB/T 1-2008", unchecked=True)
    StandardFactory(number="GB/T 1-2019")
    StandardFactory(number="GB/T 2-2026", upcoming=True, issued_on=None)
    StandardFactory(number="DB6505/T 3-2021", text_policy="full")
    StandardFactory(number="GB/T 4-2019", overridden=True)
    StandardFactory(number="GB/T 5-2019", draft=True, import_notes="发布日期：2019（只有年份）")

    assert numbers(admin_client, status="replaced") == ["GB/T 1—2008"]
    assert numbers(admin_client, status=["upcoming", "withdrawn"]) == ["GB/T 2—2026", "GB/T 4—2019"]
    assert numbers(admin_client, standard_class="local") == ["DB6505/T 3—2021"]
    assert numbers(admin_client, region="65") == ["DB6505/T 3—2021"]
    assert numbers(admin_client, has_text="yes") == ["DB6505/T 3—2021"]
    assert numbers(admin_client, unchecked="yes") == ["GB/T 1—2008"]
    assert numbers(admin_client, override="yes") == ["GB/T 4—2019"]
    assert numbers(admin_client, published="no") == ["GB/T 5—2019"]
    assert numbers(admin_client, has_notes="yes") == ["GB/T 5—2019"]
    assert numbers(admin_client, year=2026) == ["GB/T 2—2026"]


def test_the_list_says_the_status_in_a_word_and_a_shape(admin_client: Client) -> None:
    StandardFactory(number="GB/T 1-2019")

    page = admin_client.get(reverse(LIST)).content.decode()

    assert "●</span> 现行" in page
    assert reverse("wagtailsnippets_standards_standard:edit", args=[Standard.objects.get().pk]) in page


def test_numbers_sort_as_numbers(admin_client: Client) -> None:
    for serial in ("10", "9", "100"):
        StandardFactory(number=f"GB/T {serial}-2020")

    assert numbers(admin_client, ordering="-sort_key") == ["GB/T 100—2020", "GB/T 10—2020", "GB/T 9—2020"]


def test_the_list_costs_the_same_for_any_number_of_records(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    StandardFactory.create_batch(30)
    admin_client.get(reverse(LIST))

    with django_assert_max_num_queries(20):
        admin_client.get(reverse(LIST))
    assert Standard.objects.count() == 30


def test_the_chooser_searches_numbers_too(admin_client: Client) -> None:
    StandardFactory(number="GB/T 19012-2019")
    StandardFactory(number="GB/T 19013-2021")

    response = admin_client.get(
        reverse("wagtailsnippetchoosers_standards_standard:choose_results"), {"q": "gbt19012"}
    )

    assert "GB/T 19012—2019" in response.content.decode()
    assert "GB/T 19013—2021" not in response.content.decode()
