"""Common test C of the clauses: each of the thirty clauses of 4.2 has what every one of them must have."""

import re

import pytest

from django.test import Client

from onestop.catalogue.services import demo as services
from onestop.catalogue.services import rules
from onestop.catalogue.services.clauses import CLAUSES, category_of
from onestop.catalogue.services.coverage import covered_clauses
from onestop.catalogue.services.finding import find_services
from onestop.catalogue.services.models import ServiceCategory, ServiceItemPage

pytestmark = pytest.mark.django_db
each_clause = pytest.mark.parametrize(
    "clause", [pytest.param(clause, marks=pytest.mark.clause(clause)) for clause in CLAUSES]
)


def items(clause: str) -> list[ServiceItemPage]:
    """Return the published items of a clause."""
    found = list(ServiceItemPage.objects.current().filter(clause=clause))
    assert found
    return found


def test_the_thirty_clauses_have_nine_categories(demo: None) -> None:
    assert len(CLAUSES) == 30
    assert set(ServiceCategory.objects.values_list("code", flat=True)) == set(map(category_of, CLAUSES))
    assert all(covered_clauses().values()), covered_clauses()
    assert ServiceItemPage.objects.current().count() >= 36


def test_loading_again_changes_nothing(demo: None) -> None:
    before = ServiceItemPage.objects.values_list("pk", "last_published_at").order_by("pk")
    before = list(before)
    said: list[str] = []
    services.load(said.append)
    assert said == ["services: 0 new"]
    assert list(ServiceItemPage.objects.values_list("pk", "last_published_at").order_by("pk")) == before


@each_clause
def test_the_filter_finds_it(demo: None, client: Client, clause: str) -> None:
    html = client.get("/services/", {"clause": clause}).content.decode()
    for item in items(clause):
        assert f'href="{item.url}"' in html


@pytest.mark.one_database
@each_clause
def test_the_guide_says_everything(demo: None, client: Client, clause: str) -> None:
    for item in items(clause):
        assert rules.faults(item) == []
        html = client.get(item.url).content.decode()
        said = (item.title, item.code, clause, item.delivery, *(step.name for step in item.steps.all()))
        assert [text for text in said if text not in html] == []
        assert '<svg class="way"' in html
        assert "<svg viewBox" in html or 'class="qr"' in html


@pytest.mark.one_database
@each_clause
def test_the_button_takes_the_item_along(demo: None, client: Client, clause: str) -> None:
    for item in items(clause):
        html = client.get(item.url).content.decode()
        button = rf'href="/requests/new/\?item={item.pk}">(<svg.*?</svg>)?提出需求</a>'
        assert re.search(button, html), item


@each_clause
def test_it_is_found_by_title_and_by_an_everyday_word(demo: None, clause: str) -> None:
    for item in items(clause):
        assert find_services(item.title)[0].pk == item.pk
        keyword = item.lines("keywords")[0]
        assert item.pk in [entry.pk for entry in find_services(keyword)[:3]], keyword


@pytest.mark.one_database
@each_clause
def test_unpublished_it_is_a_gap(demo: None, client: Client, clause: str) -> None:
    assert covered_clauses()[clause]
    gone = items(clause)
    for item in gone:
        item.unpublish()
    assert covered_clauses()[clause] == 0
    html = client.get("/services/", {"clause": clause}).content.decode()
    assert not any(f'href="{item.url}"' in html for item in gone)
    assert client.get(gone[0].url).status_code == 404
