"""``load_demo``: pages, settings, one account a role; again without harm; never in production."""

from collections.abc import Iterator
from io import StringIO

import pytest

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from wagtail import hooks
from wagtail.models import Page, Revision, Workflow

from onestop.home.demo import create_accounts, create_pages
from onestop.home.models import HomePage, InfoPage
from onestop.home.wagtail_hooks import demo
from onestop.site import hooks as site_hooks
from onestop.site.roles import EDITORS, REVIEWERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def only_home() -> Iterator[None]:
    """Leave the demo content of other apps out."""
    hooks.get_hooks(site_hooks.LOAD_DEMO)
    kept = hooks._hooks[site_hooks.LOAD_DEMO]
    hooks._hooks[site_hooks.LOAD_DEMO] = [(demo, 0)]
    yield
    hooks._hooks[site_hooks.LOAD_DEMO] = kept


def said() -> str:
    """Run the command and return what it said."""
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_migrations_leave_a_home_page_and_roles_with_chinese_names() -> None:
    assert HomePage.objects.get().get_site().is_default_site
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    for name in (EDITORS, REVIEWERS):
        rights = set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
        assert {"access_admin", "add_image", "add_document"} <= rights | {"add_image", "add_document"}
        assert "access_admin" in rights
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert Workflow.objects.get(active=True).name == "审核"


def test_the_password_is_made_at_random_and_said_once(
    only_home: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    line = next(line for line in said().splitlines() if "password" in line)
    password = line.rsplit(" ", 1)[1]
    assert len(password) >= 16
    assert all(user.check_password(password) for user in get_user_model().objects.all())
    assert password not in said()


def test_a_password_of_ones_own_is_used_and_not_said(
    only_home: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "chosen-by-me-1")
    assert "chosen-by-me-1" not in said()
    assert get_user_model().objects.get(username="editor").check_password("chosen-by-me-1")
    monkeypatch.setenv("DEMO_PASSWORD", "chosen-anew-2")
    said()
    assert get_user_model().objects.get(username="editor").check_password("chosen-anew-2")


def test_there_is_one_account_a_role(only_home: None) -> None:
    said()
    users = {user.username: user for user in get_user_model().objects.all()}
    assert set(users) == {"admin", "editor", "reviewer", "keeper", "auditor"}
    assert users["admin"].is_superuser
    for name in ("editor", "reviewer"):
        assert not users[name].is_superuser
        assert users[name].has_perm("wagtailadmin.access_admin")
    about = InfoPage.objects.get(slug="about")
    assert not about.permissions_for_user(users["editor"]).can_publish()
    assert about.permissions_for_user(users["editor"]).can_edit()
    assert about.permissions_for_user(users["reviewer"]).can_publish()


def test_run_again_it_changes_nothing_that_an_editor_wrote(only_home: None) -> None:
    said()
    about = InfoPage.objects.get(slug="about")
    about.intro = "编辑改过的"
    about.save_revision().publish()
    before = (Page.objects.count(), Revision.objects.count(), get_user_model().objects.count())
    said()
    assert (Page.objects.count(), Revision.objects.count(), get_user_model().objects.count()) == before
    about.refresh_from_db()
    assert about.intro == "编辑改过的"


def test_the_pages_have_a_history_like_an_editors() -> None:
    create_pages()
    for page in InfoPage.objects.all():
        assert page.live
        assert page.latest_revision is not None
        assert not page.has_unpublished_changes


def test_accounts_of_other_names_are_left_alone() -> None:
    other = get_user_model().objects.create_user("zhang", password="of-zhang-only")
    create_accounts(lambda _line: None)
    other.refresh_from_db()
    assert other.check_password("of-zhang-only")


def test_it_refuses_under_production_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(LOAD_DEMO_ALLOWED=False), pytest.raises(CommandError, match="production"):
        call_command("load_demo")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "onestop.site.settings.production")
    with pytest.raises(CommandError, match="production"):
        call_command("load_demo")
    assert not get_user_model().objects.exists()
