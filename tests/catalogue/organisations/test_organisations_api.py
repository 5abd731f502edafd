"""``/api/v1/organisations/``: what the pages show."""

import pytest
from pytest_django import DjangoAssertNumQueries

from django.test import Client
from django.utils import timezone

from onestop.tests.factories import network

pytestmark = pytest.mark.django_db
LIST = "/api/v1/organisations/"


def test_the_list_in_the_order_of_the_page_with_filters_and_pages(client: Client) -> None:
    centre = network.centre(name="中心")
    network.station(centre, name="站", region=network.region("650521"))
    network.provider(name="检验所")

    answer = client.get(LIST).json()
    assert [row["name"] for row in answer["results"]] == ["中心", "站", "检验所"]
    assert answer["count"] == 3
    assert [row["name"] for row in client.get(LIST, {"county": "650521"}).json()["results"]] == ["站"]
    assert [row["name"] for row in client.get(LIST, {"kind": "provider"}).json()["results"]] == ["检验所"]
    second = client.get(LIST, {"page": 2, "page_size": 2}).json()
    assert [row["name"] for row in second["results"]] == ["检验所"]


def test_a_row_says_what_the_page_says(client: Client) -> None:
    centre = network.centre(longitude="93.5", latitude="42.8")
    network.office_hours(centre)

    (row,) = client.get(LIST).json()["results"]
    assert row["kind"] == {"value": "centre", "label": "服务中心"}
    assert row["status"] == {"value": "running", "label": "运行"}
    assert row["url"] == f"http://testserver{centre.get_absolute_url()}"
    assert (row["longitude"], row["latitude"]) == (93.5, 42.8)
    assert row["today"]


@pytest.mark.parametrize(
    ("query", "status"), [("kind=castle", 422), ("open=yes", 422), ("page=9", 404), ("county=abc", 200)]
)
def test_bad_questions_have_clear_answers(client: Client, query: str, status: int) -> None:
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == status
    assert "error" in response.json() or status == 200


def test_the_detail_has_basis_hours_and_certificates(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    station = network.station()
    network.furnish(station)
    network.office_hours(station)

    with django_assert_max_num_queries(12):
        answer = client.get(f"{LIST}{station.slug}/").json()
    assert answer["basis"]["设立方式"] == "授权"
    assert answer["parent"]["name"] == station.parent.name
    assert answer["week"]["周一至周五"] == "10:00–14:00、15:30–19:30"
    (certificate,) = answer["qualifications"]
    assert certificate["valid"] is True
    assert client.get(f"{LIST}nowhere/").status_code == 404


def test_names_and_telephones_of_staff_are_never_in_it(client: Client) -> None:
    station = network.station()
    network.staff_member(station, name="不公开的姓名", phone="13000000000", starts_on=timezone.localdate())

    for path in (LIST, f"{LIST}{station.slug}/"):
        body = client.get(path).content.decode()
        assert "不公开的姓名" not in body
        assert "13000000000" not in body
