"""编辑 writes, 审核 agrees, the public reads: in the admin as they do it."""

import pytest

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from wagtail.models import TaskState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from onestop.home.demo import create_accounts, create_pages
from onestop.home.models import InfoPage

pytestmark = pytest.mark.django_db


def a_client(username: str) -> Client:
    """Return a browser in which ``username`` is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def edited(intro: str) -> dict[str, str]:
    """Return what the editor's form sends."""
    data: dict[str, str] = nested_form_data(
        {
            "title": "关于平台",
            "slug": "about",
            "intro": intro,
            "source": "",
            "seo_title": "",
            "search_description": "",
            "body": streamfield([("text", rich_text("<p>改过的正文</p>"))]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        }
    )
    return data


@pytest.fixture
def about() -> InfoPage:
    """Return the page that is worked on."""
    create_pages()
    create_accounts(lambda _line: None)
    return InfoPage.objects.get(slug="about")


def test_an_edit_is_public_only_after_a_reviewer_agreed(about: InfoPage, client: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[about.pk])
    answer = a_client("editor").post(address, {**edited("新的一句话"), "action-submit": "1"})
    assert answer.status_code == 302
    assert "新的一句话" not in client.get("/about/").content.decode()
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    approve = reverse("wagtailadmin_pages:workflow_action", args=[about.pk, "approve", task.pk])
    assert a_client("editor").post(approve, {"comment": ""}).status_code in {302, 403}
    assert "新的一句话" not in client.get("/about/").content.decode()
    a_client("reviewer").post(approve, {"comment": "同意"})
    html = client.get("/about/").content.decode()
    assert "新的一句话" in html
    assert "改过的正文" in html


@pytest.mark.parametrize(
    ("action", "goes_live", "said"),
    [
        ("approve", "", "已批准，现在已经公开"),
        ("approve", "2099-01-02 08:30", "已批准，将在 2099-01-02 08:30 公开"),
        ("reject", "", "已退回"),
    ],
)
def test_a_reviewer_reads_what_the_decision_has_done(
    about: InfoPage, action: str, goes_live: str, said: str
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[about.pk])
    form = {**edited("新的一句话"), "go_live_at": goes_live}
    assert a_client("editor").post(address, {**form, "action-submit": "1"}).status_code == 302
    decision = {"action-workflow-action": "true", "workflow-action-name": action}
    more = {"workflow-action-extra-data": '{"comment": "请看"}'}
    answer = a_client("reviewer").post(address, {**form, **decision, **more}, follow=True)
    assert said in answer.content.decode()


def test_what_waits_for_a_review_is_published_by_approving_it_alone(about: InfoPage) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[about.pk])
    reviewer = a_client("reviewer")
    assert 'name="action-publish"' in reviewer.get(address).content.decode()
    a_client("editor").post(address, {**edited("新的一句话"), "action-submit": "1"})
    waiting = reviewer.get(address).content.decode()
    assert 'name="action-publish"' not in waiting
    assert 'data-workflow-action-name="approve"' in waiting


def test_an_editor_cannot_publish_directly(about: InfoPage, client: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[about.pk])
    a_client("editor").post(address, {**edited("抢先发布"), "action-publish": "1"})
    assert "抢先发布" not in client.get("/about/").content.decode()


def test_a_draft_is_previewed_in_the_sites_look(about: InfoPage) -> None:
    reviewer = a_client("reviewer")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[about.pk])
    assert reviewer.post(preview, edited("预览里的话")).json()["is_valid"]
    html = reviewer.get(preview).content.decode()
    assert "预览里的话" in html
    assert 'class="masthead' in html


def test_the_settings_are_edited_in_the_admin(about: InfoPage) -> None:
    answer = a_client("admin").get(
        reverse("wagtailsettings:edit", args=["home", "sitesettings"]), follow=True
    )
    html = answer.content.decode()
    assert "网站标识码" in html
    assert "哈密市检验检测中心" in html


def test_an_address_that_is_left_empty_follows_from_the_title(about: InfoPage) -> None:
    add = reverse("wagtailadmin_pages:add", args=["home", "infopage", about.get_parent().pk])
    typed = {**edited("一句话"), "title": "怎样 找到我们", "slug": "", "action-submit": "1"}
    editor = a_client("editor")
    refused = editor.post(add, {**typed, "title": ""}).context["form"].errors
    assert set(refused) == {"title"}
    assert editor.post(add, typed).status_code == 302
    assert InfoPage.objects.get(title="怎样 找到我们").slug == "怎样-找到我们"


def test_a_title_that_was_used_before_gets_an_address_of_its_own(about: InfoPage) -> None:
    add = reverse("wagtailadmin_pages:add", args=["home", "infopage", about.get_parent().pk])
    # As the script beside the field sends it.
    typed = {**edited("一句话"), "title": "会议通知", "slug": "会议通知", "action-submit": "1"}
    editor = a_client("editor")
    for _each in range(2):
        assert editor.post(add, typed).status_code == 302
    assert set(InfoPage.objects.filter(title="会议通知").values_list("slug", flat=True)) == {
        "会议通知",
        "会议通知-2",
    }
    # An address that somebody chose is not changed behind his back.
    refused = editor.post(add, {**typed, "title": "另一则"})
    assert set(refused.context["form"].errors) == {"slug"}
