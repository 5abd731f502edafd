"""The public list and the register of experts, over HTTP (clause 4.1.2.1)."""

import json
from typing import Any

import pytest

from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onestop.catalogue.experts import demo
from onestop.catalogue.experts.choices import State
from onestop.catalogue.experts.models import Competence, Expert
from onestop.site.page_cache import bump
from onestop.tests.factories.admin_forms import filled_in
from onestop.tests.factories.experts import day, make_expert
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.standards import StandardFactory

PHONE, EMAIL = "0902-0000123", "expert@example.org"


@pytest.fixture
def pool(db: None) -> Expert:
    """Return an expert below a directory that has nobody else."""
    home_page()
    expert = make_expert("示例专家甲", laws=("中华人民共和国食品安全法",))
    demo.load(lambda _line: None)
    return expert


def main(client: Client, path: str, **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode().split("<main", 1)[1].split("</main>")[0]


@pytest.mark.clause("4.1.2.1")
def test_only_what_somebody_agreed_to_is_shown(client: Client, pool: Expert) -> None:
    make_expert(
        "隐去的姓名",
        name_is_public=False,
        employer="隐去的单位",
        employer_is_public=False,
        introduction="隐去的经历",
        introduction_is_public=False,
        fields=("建材检验",),
    )
    silent = make_expert("没有同意的人", consented_on=None)
    ended = make_expert("到期的人", term_until=day(-1))
    html = main(client, "/experts/")
    hidden = Expert.objects.get(name="隐去的姓名")
    html += main(client, f"/experts/{hidden.pk}/")
    assert "示例专家甲" in html
    assert hidden.code in html
    assert "隐去" not in html
    assert "没有同意的人" not in html
    assert "到期的人" not in html
    for person in (silent, ended):
        assert client.get(f"/experts/{person.pk}/").status_code == 404


@pytest.mark.clause("4.1.2.1")
def test_no_telephone_and_no_mail_in_any_public_page_or_api(client: Client, pool: Expert) -> None:
    paths = ["/experts/", f"/experts/{pool.pk}/", "/experts/?q=示例", "/api/v1/openapi.json"]
    for path in paths:
        body = client.get(path).content.decode()
        assert PHONE not in body
        assert EMAIL not in body
    schemas = json.dumps(json.loads(client.get("/api/v1/openapi.json").content)["components"])
    assert "pledged_on" not in schemas
    assert "没有专家" in client.get("/experts/?q=0902-0000123").content.decode()


@pytest.mark.django_db
def test_an_unpublished_name_cannot_be_guessed_by_searching(client: Client, pool: Expert) -> None:
    make_expert("隐名氏", name_is_public=False, fields=("建材检验",))
    assert "没有专家" in main(client, "/experts/", q="隐名氏")
    assert "建材检验" in main(client, "/experts/", q="建材")


@pytest.mark.clause("4.1.2.1")
@pytest.mark.parametrize("spelling", ["GB/T 27025—2019", "gbt27025", "ＧＢ/Ｔ 27025-2008"])
def test_experts_are_found_by_a_standard_in_any_spelling(client: Client, pool: Expert, spelling: str) -> None:
    make_expert("另一位", standards=("GB 175—2023",))
    for field in ("standard", "q"):  # many type the number where words are asked for
        html = main(client, "/experts/", **{field: spelling})
        assert "示例专家甲" in html
        assert "另一位" not in html


@pytest.mark.django_db
def test_the_choices_can_be_combined_and_taken_back_one_by_one(client: Client, pool: Expert) -> None:
    make_expert("另一位", fields=("电梯",), categories=("4.2.6",))
    html = main(client, "/experts/", category="c-4-2-6", q="电梯")
    assert "另一位" in html
    assert "示例专家甲" not in html
    assert 'href="/experts/?q=%E7%94%B5%E6%A2%AF"' in html
    assert 'href="/experts/?category=c-4-2-6"' in html


@pytest.mark.django_db
def test_a_text_that_is_no_number_is_said_beside_its_field(client: Client, pool: Expert) -> None:
    response = client.get("/experts/", {"standard": "随便写的"})
    assert response.status_code == 400
    assert "不是标准号" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        {"field": "99999"},
        {"field": "x"},
        {"category": "nothing"},
        {"q": "\x00"},
        {"q": "长" * 5000},
        {"page": "99"},
        {"page": "-1"},
        {"page": "９"},
    ],
)
def test_nothing_that_can_be_typed_breaks_the_list(
    client: Client, pool: Expert, query: dict[str, str]
) -> None:
    assert client.get("/experts/", query).status_code in {400, 404}


@pytest.mark.django_db
def test_an_expert_links_to_the_standards_with_their_status_of_today(client: Client, pool: Expert) -> None:
    StandardFactory(number="GB/T 27025-2019", title="检测和校准实验室能力的通用要求", withdrawn=True)
    html = main(client, f"/experts/{pool.pk}/")
    assert 'href="/standards/gb-t-27025-2019/"' in html
    assert "废止" in html
    assert "中华人民共和国食品安全法" in html


@pytest.mark.django_db
def test_an_expert_that_cannot_be_is_not_found(client: Client, pool: Expert) -> None:
    for pk in ("0", "999999", "9" * 30):
        assert client.get(f"/experts/{pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_pages_ask_the_database_little_however_many_experts(client: Client) -> None:
    home_page()
    for number in range(25):
        expert = make_expert(f"示例专家{number}", laws=("计量法", "产品质量法"))
    demo.load(lambda _line: None)
    bump()
    for path in (
        "/experts/?q=%s&standard=GB/T+27025",
        "/experts/?page=2&q=%s",
        f"/experts/{expert.pk}/?x=%s",
    ):
        for _warm_up in range(2):
            client.get(path % "示例")
        with CaptureQueriesContext(connection) as context:
            assert client.get(path % "专家").status_code == 200
        assert len(context) <= 12, path


def reviewer(users: type[User], *codenames: str) -> User:
    user = users.objects.create_user("reviewer", is_staff=False)
    user.user_permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "view_expert", "change_expert", *codenames])
    )
    return user


@pytest.mark.clause("4.1.2.1")
def test_a_reviewer_admits_an_applicant_in_the_admin(
    client: Client, pool: Expert, django_user_model: Any
) -> None:
    client.force_login(reviewer(django_user_model, "review_expert"))
    expert = make_expert("申请人", state=State.REVIEWING, term_from=None, term_until=None, standards=())
    path = f"/admin/experts/{expert.pk}/review/"
    assert path in client.get("/admin/experts/").content.decode()
    page = client.get(path)
    assert "还没有" in page.content.decode()
    fields = {**filled_in(page.content, "form[method=post]"), "move": "admit"}
    fields |= {"term_from": str(day(0)), "term_until": str(day(700))}
    refused = client.post(path, fields)
    assert refused.status_code == 200
    assert "至少填一项熟悉的标准或法规" in refused.content.decode()
    Competence.objects.create(expert=expert, kind="law", reference="中华人民共和国产品质量法")
    assert client.post(path, fields).status_code == 302
    expert.refresh_from_db()
    assert expert.is_matchable()


@pytest.mark.clause("4.1.2.1")
def test_who_may_edit_but_not_review_cannot_decide(
    client: Client, pool: Expert, django_user_model: Any
) -> None:
    client.force_login(reviewer(django_user_model))
    path = f"/admin/experts/{pool.pk}/review/"
    assert path not in client.get("/admin/experts/").content.decode()
    assert client.post(path, {"move": "leave", "note": "x"}).status_code in {302, 403}
    pool.refresh_from_db()
    assert pool.state == State.POOL


@pytest.mark.django_db
def test_who_may_not_see_experts_gets_no_list(client: Client, pool: Expert, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("other")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get("/admin/experts/").status_code in {302, 403}
    assert list(Expert.objects.for_user(user)) == []


@pytest.mark.django_db
def test_the_register_shows_state_and_term_in_few_queries(
    client: Client, pool: Expert, admin_user: User
) -> None:
    for number in range(20):
        make_expert(f"到期{number}", term_until=day(-1))
    client.force_login(admin_user)
    client.get("/admin/experts/")
    with CaptureQueriesContext(connection) as context:
        html = client.get("/admin/experts/").content.decode()
    assert "不在任期内" in html
    assert len(context) <= 20


@pytest.mark.django_db
def test_an_entry_with_a_wrong_number_is_refused_beside_its_field(
    client: Client, pool: Expert, admin_user: User
) -> None:
    client.force_login(admin_user)
    path = f"/admin/experts/edit/{pool.pk}/"
    page = client.get(path)
    assert page.status_code == 200
    fields = filled_in(page.content, f"form[action$='/edit/{pool.pk}/']")
    fields |= {"fields": [str(pool.fields.first().pk)], "categories": [str(pool.categories.first().pk)]}
    fields["competences-0-reference"] = "不是标准号"
    html = client.post(path, fields).content.decode()
    assert "“不是标准号”" in html
    fields["competences-0-reference"] = "gb 175-2023"
    assert client.post(path, fields).status_code == 302
    assert pool.competences.filter(reference="GB 175—2023").exists()
