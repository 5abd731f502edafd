"""Rules before publishing: said beside the field, kept by the model; a draft may be unfinished."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from onestop.home.models import ArticlePage, CasePage, ColumnPage, InfoPage, InterpretationPage
from onestop.home.rules import Weight, faults
from onestop.tests.factories.columns import TEXT, article, case, case_index, column, interpretation, policy
from onestop.tests.factories.standards import StandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

COMMENTS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


@pytest.fixture
def desk(client: Client) -> Client:
    """Return a browser in which somebody is signed in who may publish."""
    client.force_login(get_user_model().objects.create_superuser("chief", password="x"))
    return client


def case_form(**changes: Any) -> dict[str, Any]:
    """Return what the form of a case sends."""
    fields: dict[str, Any] = {
        "title": "一个案例",
        "slug": "a-case",
        "intro": "",
        "body": streamfield([("text", rich_text("<p>正文</p>"))]),
        "form": "visit",
        "enterprise": "某企业",
        "method": "做法",
        "effect": "效果",
        "consented_on": "",
        "consent_kept": "",
        "published_at": "2026-05-20 10:00",
        "source": "示例来源",
        "source_url": "",
        "author": "",
        "seo_title": "",
        "search_description": "",
        "comments": COMMENTS,
        **changes,
    }
    data: dict[str, Any] = nested_form_data(fields)
    return data


def create(desk: Client, parent: Page, model: str, data: dict[str, Any]) -> Any:
    """Send the form that creates a page."""
    return desk.post(reverse("wagtailadmin_pages:add", args=["home", model, parent.pk]), data)


@pytest.mark.clause("4.2.2.4")
def test_a_case_without_consent_cannot_be_published(desk: Client) -> None:
    answer = create(desk, case_index(), "casepage", {**case_form(), "action-publish": "1"})
    assert answer.status_code == 200
    assert "企业还没有同意发布" in answer.content.decode()
    assert not CasePage.objects.exists()


@pytest.mark.clause("4.2.2.4")
def test_a_case_without_consent_may_wait_as_a_draft_and_is_not_seen(desk: Client, client: Client) -> None:
    assert create(desk, case_index(), "casepage", case_form()).status_code == 302
    page = CasePage.objects.get()
    assert not page.live
    desk.logout()
    assert client.get("/cases/a-case/").status_code == 404
    with pytest.raises(ValidationError, match="企业还没有同意发布"):
        page.get_latest_revision().publish()
    assert not CasePage.objects.get().live


@pytest.mark.clause("4.2.2.4")
def test_with_the_consent_it_is_published_and_where_it_is_kept_stays_inside(desk: Client) -> None:
    data = case_form(consented="on", consented_on="2026-05-20", consent_kept="档案室三号柜")
    assert create(desk, case_index(), "casepage", {**data, "action-publish": "1"}).status_code == 302
    desk.logout()
    html = desk.get("/cases/a-case/").content.decode()
    assert "经企业同意发布" in html
    assert "三号柜" not in html


def test_a_consent_of_tomorrow_is_none() -> None:
    page = CasePage(title="一", source="某处", body=TEXT, consented=True, consented_on="2999-01-01")
    page.consented_on = page._meta.get_field("consented_on").to_python("2999-01-01")
    assert [fault.code for fault in faults(page)] == ["consent"]


def test_an_article_names_its_source(desk: Client) -> None:
    page = article()
    page.source = " "
    with pytest.raises(ValidationError) as refused:
        page.save_revision(clean=False).publish()
    assert "source" in refused.value.message_dict


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h3>跳级</h3><p>字</p>", "跳了一级"),
        ("<h2>一</h2><h3>二</h3><h2>三</h2>", ""),
        ("<h2> </h2>", "是空的"),
        ("<h1>一级</h1>", "一级标题"),
    ],
)
def test_headings_stand_in_order(html: str, said: str) -> None:
    page = InfoPage(title="页", body=[("text", html)])
    messages = "".join(fault.message for fault in faults(page))
    assert (said in messages) if said else not messages


def test_a_picture_says_what_it_shows() -> None:
    image = get_image_model().objects.create(title="图", file=get_test_image_file())
    picture = {"image": image, "alt_text": "", "decorative": False}
    page = InfoPage(title="页")
    page.body = [
        (
            "picture",
            {
                "image": page.body.stream_block.child_blocks["picture"]
                .child_blocks["image"]
                .to_python({"image": image.pk, **{key: picture[key] for key in ("alt_text", "decorative")}}),
                "caption": "",
            },
        )
    ]
    assert [fault.code for fault in faults(page)] == ["alt"]
    page.body[0].value["image"].contextual_alt_text = "红枣分级台"
    assert not faults(page)


@pytest.mark.clause("4.2.1.2")
def test_an_empty_column_is_a_warning_and_no_obstacle() -> None:
    empty = column("empty", title="空栏目")
    assert [(fault.code, fault.weight) for fault in faults(empty)] == [("empty_column", Weight.WARNING)]
    article(empty)
    assert not faults(ColumnPage.objects.get(pk=empty.pk))


def test_the_editor_is_warned_of_a_replaced_standard(desk: Client) -> None:
    StandardFactory(number="GB/T 1.1—2009", effective_on="2010-01-01", issued_on=None)
    StandardFactory(number="GB/T 1.1—2020", issued_on="2020-03-31", effective_on="2020-10-01")
    old = article(body=[("text", "<p>按 GB/T 1.1-2009 编写</p>")])
    new = article(title="另一篇", body=[("text", "<p>按 GB/T 1.1 编写</p>")])
    warned = {
        page.pk: "已不再有效" in desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        for page in (old, new)
    }
    assert warned == {old.pk: True, new.pk: False}


def test_a_case_in_order_has_no_fault() -> None:
    assert not faults(CasePage.objects.get(pk=case().pk))
    assert not faults(ArticlePage.objects.get(pk=article().pk))


def test_an_explanation_may_wait_as_a_draft_without_its_policy(desk: Client) -> None:
    parent = interpretation(policy()).get_parent()
    data = case_form(title="一图看懂")
    assert create(desk, parent, "interpretationpage", data).status_code == 302
    assert not InterpretationPage.objects.get(title="一图看懂").live
    refused = create(desk, parent, "interpretationpage", {**data, "action-publish": "1"})
    errors = BeautifulSoup(refused.content, "html.parser").select_one("[id$=policies-errors]")
    assert errors is not None
    assert "这一项必填" in errors.text


def test_each_thing_that_is_wrong_in_a_text_is_said_at_its_block(desk: Client) -> None:
    image = get_image_model().objects.create(title="图", file=get_test_image_file())
    picture = {"image": {"image": image.pk, "alt_text": "scale-2", "decorative": ""}, "caption": ""}
    body = streamfield(
        [("text", rich_text("<h3>跳级</h3><p>字</p>")), ("picture", picture), ("picture", picture)]
    )
    data = {**case_form(title="一篇文章", body=body), "action-publish": "1"}
    answer = create(desk, column(), "articlepage", data)
    said = answer.context["form"].errors["body"].as_data()[0].as_json_data()
    assert "跳了一级" in said["messages"][0]
    assert sorted(said["blockErrors"]) == [1, 2]
    assert "没有替代文字" in said["blockErrors"][2]["messages"][0]
