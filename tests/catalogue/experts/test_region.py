"""Where experts work, and until when: shown and found only as far as they agreed (clause 4.1.2.1)."""

import pytest

from django.contrib.auth.models import User
from django.test import Client

from onestop.catalogue.experts import demo
from onestop.catalogue.experts.models import Expert
from onestop.tests.factories.experts import day, make_expert
from onestop.tests.factories.institutions import region
from onestop.tests.factories.site_pages import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.1.2.1")]


@pytest.fixture
def pool() -> Expert:
    """Return an expert who lets the county be known, beside one who does not, and one whose term is over."""
    home_page()
    barkol = region("650521")
    expert = make_expert("示例专家甲", region=barkol, region_is_public=True)
    make_expert("示例专家乙", region=region("650522"), region_is_public=False)
    make_expert("示例专家丙", region=barkol, region_is_public=True, term_until=day(-1))
    demo.load(lambda _line: None)
    return expert


def main(client: Client, path: str, **query: str) -> str:
    return client.get(path, query).content.decode().split("<main", 1)[1].split("</main>")[0]


def test_experts_are_found_by_the_county_that_they_let_be_known(client: Client, pool: Expert) -> None:
    html = main(client, "/experts/", region="650521")
    assert "示例专家甲" in html
    assert "示例专家乙" not in html
    assert "示例专家丙" not in html
    html = main(client, "/experts/")
    assert '<option value="650521">' in html
    assert "伊吾" not in html


def test_a_region_that_is_not_published_cannot_be_guessed(client: Client, pool: Expert) -> None:
    assert client.get("/experts/", {"region": "650522"}).status_code == 400
    assert "示例专家乙" not in main(client, "/experts/", q="伊吾")
    assert "示例专家甲" in main(client, "/experts/", q="巴里坤")
    hidden = Expert.objects.get(name="示例专家乙")
    assert "伊吾" not in main(client, f"/experts/{hidden.pk}/")


def test_who_works_in_a_township_is_found_by_its_county(pool: Expert) -> None:
    there = make_expert("示例专家丁", region=region("650502001"), region_is_public=True)
    assert list(Expert.objects.public().working_in("650502")) == [there]


def test_list_and_page_say_region_and_last_day_of_the_term(client: Client, pool: Expert) -> None:
    for path in ("/experts/?region=650521", f"/experts/{pool.pk}/"):
        html = main(client, path)
        assert "巴里坤哈萨克自治县" in html
        assert "任期截止" in html
        assert str(day(300)) in html


def test_the_register_is_narrowed_by_county(client: Client, pool: Expert, admin_user: User) -> None:
    client.force_login(admin_user)
    html = client.get("/admin/experts/", {"county": "650522"}).content.decode()
    assert "示例专家乙" in html
    assert "示例专家甲" not in html
