"""What every form is spared: signs that cannot be seen, values that cannot be read, what is still needed."""

import json
from io import BytesIO

import pytest
from PIL import Image as Picture

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wagtail.images.models import Image
from wagtail.models import Page

from onestop.home.articles.topics import Topic
from onestop.home.glossary.models import Term
from onestop.home.models import ColumnPage
from onestop.site.rich_text import RichTextArea
from onestop.site.sent_forms import seen
from onestop.tests.factories import network
from onestop.tests.factories.site_pages import home_page, info_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Client) -> Client:
    """A client that may do everything."""
    client.force_login(get_user_model().objects.create_superuser("chief", "chief@example.org", "a password"))
    return client


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("一\x00二", "一二"),
        ("按\x0b标准\x0c执行", "按 标准 执行"),
        ("a\x1b[31m\x7f\ufffe", "a[31m"),
        ("两行\r\n制表\t。", "两行\r\n制表\t。"),
        ("😀𠮷\u202eئۇيغۇر", "😀𠮷\u202eئۇيغۇر"),
    ],
)
def test_only_what_can_be_seen_is_kept(typed: str, kept: str) -> None:
    assert seen(typed) == kept


def test_a_form_is_saved_without_signs_that_cannot_be_seen(chief: Client) -> None:
    given = {"name": "校\x00准\x1b", "definition": "一\x0b二", "origin": "platform", "order": "1"}
    answer = chief.post(reverse(Term.snippet_viewset.get_url_name("add")), given)
    assert answer.status_code == 302
    assert Term.objects.get(name="校准").definition == "一 二"


def test_formatted_text_keeps_its_marks_where_they_are() -> None:
    block = {"key": "a", "text": "示\ud800例\x00\x0b😀", "type": "unstyled", "depth": 0, "entityRanges": []}
    block["inlineStyleRanges"] = [{"offset": 2, "length": 1, "style": "BOLD"}]
    sent = json.dumps({"blocks": [block], "entityMap": {}})
    text = RichTextArea(features=["bold"]).value_from_datadict({"body": sent}, {}, "body")
    assert "示 <b>例</b>  😀" in text.replace("strong", "b")
    text.encode()


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("body-count", "text", 400),
        ("body-count", "99999999", 400),
        ("next", "{", 400),
        ("form-TOTAL_FORMS", "99999999", 400),
        ("form-TOTAL_FORMS", "9" * 5000, 400),
        ("next", "/admin/", 302),
    ],
)
def test_what_no_page_of_ours_sends_is_answered_clearly(
    chief: Client, name: str, value: str, status: int
) -> None:
    home_page()
    page = info_page("示例", "sample")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = {"title": "示例", "slug": "sample", "body-count": "0", "form-TOTAL_FORMS": "1", name: value}
    answer = chief.post(url, sent)
    if status == 400:
        assert answer.status_code == 400
        assert "提交的内容无法读取" in answer.content.decode()
    else:
        assert answer.status_code in {200, 302}


def test_what_is_still_needed_is_not_deleted_and_it_is_said_by_what(chief: Client) -> None:
    topic = Topic.objects.create(name="示例主题", slug="sample-topic")
    home_page().add_child(instance=ColumnPage(title="示例栏目", slug="sample-column", topic=topic))
    url = reverse(Topic.snippet_viewset.get_url_name("delete"), args=[topic.pk])
    answer = chief.post(url, follow=True)
    assert "没有删除" in answer.content.decode()
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_a_region_in_use_is_not_deleted_either(chief: Client) -> None:
    region = network.station().region
    answer = chief.post(reverse("catalogue_region_modeladmin_delete", args=[region.pk]), follow=True)
    assert "没有删除" in answer.content.decode()


def test_a_page_is_copied_to_where_it_stands_if_no_place_is_chosen(chief: Client) -> None:
    home_page()
    page = info_page("示例", "sample")
    sent = {"new_title": "另一份", "new_slug": "another", "new_parent_page": ""}
    answer = chief.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent)
    assert answer.status_code == 302
    assert Page.objects.get(slug="another").get_parent().pk == page.get_parent().pk


def test_a_damaged_picture_is_refused_beside_its_field(chief: Client) -> None:
    whole = BytesIO()
    Picture.effect_noise((200, 200), 80).save(whole, "PNG")
    for content in (b"\x89PNG\r\n\x1a\n\x00\x00", whole.getvalue()[:5000]):
        upload = SimpleUploadedFile("damaged.png", content, "image/png")
        answer = chief.post(reverse("wagtailimages:add"), {"title": "示例", "file": upload})
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == ["file"]
    upload = SimpleUploadedFile("whole.png", whole.getvalue(), "image/png")
    sent = {"title": "示例", "file": upload, "collection": "1", "description": "示例"}
    answer = chief.post(reverse("wagtailimages:add"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Image.objects.get().title == "示例"
