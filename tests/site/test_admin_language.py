"""The admin speaks Chinese: no page of it shows an editor a line of plain English."""

import re

import pytest
from bs4 import BeautifulSoup

from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db

PAGES = [
    "/admin/",
    "/admin/pages/1/",
    "/admin/pages/1/history/",
    "/admin/account/",
    "/admin/collections/",
    "/admin/documents/",
    "/admin/documents/add/",
    "/admin/forms/",
    "/admin/groups/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/redirects/",
    "/admin/redirects/import/",
    "/admin/reports/aging-pages/",
    "/admin/reports/locked/",
    "/admin/reports/page-types-usage/",
    "/admin/reports/site-history/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/sites/",
    "/admin/users/",
    "/admin/users/new/",
    "/admin/workflows/add/",
    "/admin/workflows/list/",
    "/admin/workflows/tasks/index/",
]
NO_ENGLISH = {
    "Actions",  # Wagtail translates these when a module is imported, before a language is known
    "Page",
    "Content types",
    "Wagtail",
    "Root",  # the title of a row that Wagtail makes, and the defaults of its first site
    "Port",
    "Site name",
    "Root page",
    "True",
    "None",
    "localhost",
    "chief",
}
WORD = re.compile(r"[A-Za-z]{3,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
A_NAME = re.compile(r"[a-z_]+\.[a-z_]+|[A-Z][a-z]+/[A-Z]\w+")
"""Names that are the same in every language: ``home.homepage``, ``Asia/Urumqi``."""


def _lines(html: bytes) -> set[str]:
    """Return every text a person sees or hears on a page."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style", "code", "svg", "template"]):
        tag.extract()
    spoken = {
        tag.get(name) for tag in soup.find_all(True) for name in ("title", "aria-label", "placeholder", "alt")
    }
    return {text.strip() for text in (*soup.stripped_strings, *spoken) if isinstance(text, str)}


@pytest.mark.parametrize("page", PAGES)
def test_no_line_is_in_english(client: Client, page: str) -> None:
    chief = get_user_model().objects.create_superuser("chief", "chief@example.org", "a password of this test")
    client.force_login(chief)
    response = client.get(page, follow=True)
    assert response.status_code == 200
    english = {text for text in _lines(response.content) if WORD.search(text) and not CHINESE.search(text)}
    assert not {text for text in english - NO_ENGLISH if not A_NAME.fullmatch(text) and "@" not in text}
