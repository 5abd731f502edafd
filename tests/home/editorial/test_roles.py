"""Who may do what with content (5.3): 编辑 writes, 审核 publishes, 系统管理员 and 审计员 touch no content."""

from typing import Any

import pytest

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from wagtail.log_actions import registry
from wagtail.models import Page, PageLogEntry, Workflow, get_page_models

from onestop.home.demo import create_accounts
from onestop.home.editorial.audit import PageLogAdmin
from onestop.site.roles import AUDITOR, EDITORS, REVIEWERS, SYSTEM_ADMIN

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TYPES = [model for model in get_page_models() if model is not Page]
"""Every type of page that an editor can meet."""


def account(name: str) -> Any:
    """Return an account of the demo."""
    if not get_user_model().objects.filter(username=name).exists():
        create_accounts(lambda _line: None)
    return get_user_model().objects.get(username=name)


def signed_in(name: str) -> Client:
    """Return a browser in which ``name`` is signed in."""
    client = Client()
    client.force_login(account(name))
    return client


def rights(group: str) -> set[str]:
    """Return the permissions of a group."""
    found = Group.objects.get(name=group).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{name}" for app, name in found}


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_an_editor_submits_every_type_of_page_and_publishes_none(model: type[Page]) -> None:
    page = model.objects.first()
    if page is None:
        pytest.skip("the demo has no page of this type")
    editor = page.permissions_for_user(account("editor"))
    assert (editor.can_edit(), editor.can_publish(), editor.can_unpublish()) == (True, False, False)
    assert editor.can_submit_for_moderation()
    assert page.get_workflow() == Workflow.objects.get(active=True)
    html = signed_in("editor").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="action-submit"' in html
    assert 'name="action-publish"' not in html
    reviewer = page.permissions_for_user(account("reviewer"))
    assert reviewer.can_publish()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_publication_that_an_editor_sends_by_hand_changes_nothing_public(
    model: type[Page],
) -> None:
    page = model.objects.live().first()
    if page is None:
        pytest.skip("the demo has no page of this type")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = {"title": "抢先发布", "slug": page.slug, "body-count": "0", "action-publish": "1"}
    editor = signed_in("editor")
    editor.raise_request_exception = False  # Wagtail's forms expect the numbers of rows that a browser sends
    editor.post(address, sent)
    assert Page.objects.get(pk=page.pk).title == page.title


def test_editors_change_nothing_that_is_public_without_a_review() -> None:
    direct = {"home.change_term", "home.change_topic", "home.change_institution", "home.change_objective"}
    assert not direct & rights(EDITORS)
    assert direct <= rights(REVIEWERS)


@pytest.mark.parametrize("group", [SYSTEM_ADMIN, AUDITOR])
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_keepers_of_the_system_touch_no_content(group: str, model: type[Page]) -> None:
    page = model.objects.first()
    if page is None:
        pytest.skip("the demo has no page of this type")
    user = account({SYSTEM_ADMIN: "keeper", AUDITOR: "auditor"}[group])
    allowed = page.permissions_for_user(user)
    assert not any(
        (allowed.can_edit(), allowed.can_publish(), allowed.can_delete(), allowed.can_add_subpage())
    )


def test_the_system_administrator_keeps_accounts_and_settings() -> None:
    keeper = signed_in("keeper")
    assert keeper.get(reverse("wagtailusers_users:index")).status_code == 200
    assert (
        keeper.get(reverse("wagtailsettings:edit", args=["home", "sitesettings"]), follow=True).status_code
        == 200
    )
    for forbidden in ("wagtailimages:index", "home_sitefinding_modeladmin_index"):
        assert keeper.get(reverse(forbidden)).status_code in {302, 403}


def test_the_system_administrator_makes_nobody_almighty_least_of_all_himself() -> None:
    keeper, himself = signed_in("keeper"), account("keeper")
    new = {"username": "new", "password1": "a-long-password-1", "password2": "a-long-password-1"}
    names = {"first_name": "新", "last_name": "人", "email": "new@example.com"}
    keeper.post(reverse("wagtailusers_users:add"), {**new, **names, "is_superuser": "on"})
    assert not get_user_model().objects.filter(username="new", is_superuser=True).exists()
    own = reverse("wagtailusers_users:edit", args=[himself.pk])
    editors = Group.objects.get(name=EDITORS).pk
    keeper.post(own, {**names, "username": "keeper", "groups": [editors]})
    assert [group.name for group in himself.groups.all()] == [SYSTEM_ADMIN]
    almighty = reverse("wagtailusers_users:edit", args=[account("admin").pk])
    keeper.post(almighty, {**new, **names, "username": "admin", "is_active": "on"})
    assert account("admin").is_superuser
    assert not account("admin").check_password("a-long-password-1")


def test_the_system_administrator_gives_an_account_its_role() -> None:
    keeper = signed_in("keeper")
    editors = Group.objects.get(name=EDITORS)
    keeper.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "new",
            "first_name": "新",
            "last_name": "人",
            "email": "new@example.com",
            "password1": "a-long-password-1",
            "password2": "a-long-password-1",
            "groups": [editors.pk],
        },
    )
    assert list(get_user_model().objects.get(username="new").groups.all()) == [editors]


def test_the_auditor_reads_the_log_and_nothing_else() -> None:
    auditor = signed_in("auditor")
    assert account("auditor").has_perm("wagtailcore.view_pagelogentry")
    for forbidden in ("wagtailusers_users:index", "wagtailimages:index", "home_sitefinding_modeladmin_index"):
        assert auditor.get(reverse(forbidden)).status_code in {302, 403}
    for log in ("wagtailcore_pagelogentry_modeladmin_index", "wagtailcore_modellogentry_modeladmin_index"):
        assert auditor.get(reverse(log)).status_code == 200
        assert signed_in("editor").get(reverse(log)).status_code in {302, 403}


def test_the_log_reads_every_action_even_of_an_app_that_was_taken_away(monkeypatch: Any) -> None:
    monkeypatch.setattr(registry, "has_scanned_for_actions", False)
    monkeypatch.setattr(registry, "formatters", {})
    log = PageLogAdmin()
    assert log.what(PageLogEntry(action="gone.action")) == "gone.action"
    assert log.what(PageLogEntry(action="wagtail.publish")) != "wagtail.publish"
