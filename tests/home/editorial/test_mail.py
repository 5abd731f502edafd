"""What the workflow writes to people: in Chinese, with what they need and nothing secret."""

import re
from typing import Any

import pytest

from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from wagtail.models import TaskState

from onestop.home.demo import create_accounts
from onestop.tests.factories.columns import article
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db
TITLE = "秤的检定怎样办"
COMMENT = "请写明在哪里收费。"


@pytest.fixture
def page() -> Any:
    """A public article with a draft of the editor, and accounts that can be written to."""
    home_page()
    create_accounts(lambda _line: None)
    for user in get_user_model().objects.all():
        user.email = f"{user.username}@example.com"
        user.save()
    found = article(title=TITLE, slug="scales")
    found.intro = "三件事"
    found.save_revision(user=get_user_model().objects.get(username="editor"))
    return found


def act(name: str, page: Any, action: str, **data: str) -> mail.EmailMessage:
    """Let ``name`` take a step of the workflow; return the one mail that it caused."""
    client, task = Client(), TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    client.force_login(get_user_model().objects.get(username=name))
    mail.outbox.clear()
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk]), data)
    (letter,) = mail.outbox
    return letter


def submitted(page: Any) -> mail.EmailMessage:
    """Hand the draft in as the editor; return the mail to the reviewer."""
    mail.outbox.clear()
    page.get_workflow().start(page, get_user_model().objects.get(username="editor"))
    (letter,) = mail.outbox
    return letter


def english(text: str) -> list[str]:
    """Return the English words of a mail, without addresses and names of accounts."""
    bare = re.sub(r"https?://\S+|\S+@\S+", "", text)
    return [word for word in re.findall(r"[A-Za-z]{3,}", bare) if word.lower() not in {"editor", "reviewer"}]


def test_the_reviewer_is_told_what_waits(page: Any) -> None:
    letter = submitted(page)
    assert letter.to == ["reviewer@example.com"]
    assert TITLE in letter.subject
    assert f"/admin/pages/{page.pk}/edit/" in letter.body
    assert english(letter.subject + letter.body) == []


def test_the_editor_is_told_why_it_came_back(page: Any) -> None:
    submitted(page)
    letter = act("reviewer", page, "reject", comment=COMMENT)
    assert letter.to == ["editor@example.com"]
    assert COMMENT in letter.body
    assert english(letter.subject + letter.body) == []


def test_the_editor_is_told_that_it_is_public(page: Any) -> None:
    submitted(page)
    letter = act("reviewer", page, "approve", comment="")
    assert letter.to == ["editor@example.com"]
    assert TITLE in letter.subject
    assert english(letter.subject + letter.body) == []


def test_no_mail_carries_a_secret(page: Any, settings: Any) -> None:
    letters = [submitted(page), act("reviewer", page, "reject", comment=COMMENT)]
    for letter in letters:
        whole = f"{letter.subject}{letter.body}"
        assert settings.SECRET_KEY not in whole
        assert not re.search(r"token|sessionid|password|[?&]\w+=", whole)
        for user in get_user_model().objects.all():
            assert user.password not in whole
