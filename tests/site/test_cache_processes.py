"""Two server processes on one folder: what is published through the first is seen in the second at once."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from onestop.benchmarks._servers import ROOT, Server, gunicorn
from onestop.tests.factories.admin_forms import filled_in
from onestop.tests.factories.states import give_migrated

APPLICATION = "onestop.site.wsgi:application"
PASSWORD = "only-for-this-test-run"
MAKE_PAGES = """
from django.contrib.auth import get_user_model
from onestop.tests.factories.site_pages import info_page
get_user_model().objects.create_superuser("editor", password={password!r})
page = info_page("旧标题", "a-page")
print(page.pk, page.url)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """A database and a folder of its own, as a server in use has them."""
    folder = tmp_path_factory.mktemp("data")
    return {
        **os.environ,
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'onestop.sqlite3'}",
        "ELASTICSEARCH_URL": "",
        "DJANGO_SETTINGS_MODULE": "onestop.tests.factories.server_settings",
    }


@pytest.fixture(scope="module")
def page(environment, django_db_setup) -> tuple[int, str]:
    """Primary key and path of a published page in that database."""
    if not give_migrated(Path(environment["DATA_DIR"]) / "onestop.sqlite3"):
        _manage(environment, "migrate", "--verbosity", "0")
    key, path = _in_shell(environment, MAKE_PAGES.format(password=PASSWORD)).split()[-2:]
    return int(key), path


@pytest.fixture(scope="module")
def servers(environment, page) -> Iterator[tuple[Server, Server]]:
    """Two servers with one worker each."""
    with (
        gunicorn(APPLICATION, environment, workers=1, path="/healthz") as first,
        gunicorn(APPLICATION, environment, workers=1, path="/healthz") as second,
    ):
        yield first, second


def _manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a command as a process and return what it prints."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def _in_shell(environment: dict[str, str], code: str) -> str:
    """Run a few lines in a process and return what they print."""
    return _manage(environment, "shell", "--verbosity", "0", "--command", code)


def _get(url: str) -> tuple[str, str]:
    """Return what an anonymous reader gets: the state of the cache and the text."""
    with build_opener().open(url, timeout=30) as answer:
        return answer.headers["X-Cache"], answer.read().decode()


def _kept(url: str) -> str:
    """Read a page until it comes from memory; the first reader may make a row of settings."""
    for _ in range(5):
        state, text = _get(url)
        if state == "hit":
            return text
    raise AssertionError(f"{url} is never kept")


def _send(browser: OpenerDirector, url: str, selector: str, **changes: str) -> str:
    """Fill in the form of ``url`` in a browser and return the address that it leads to."""
    with browser.open(url, timeout=30) as answer:
        form = filled_in(answer.read(), selector)
    body = urlencode({**form, **changes}, doseq=True).encode()
    with browser.open(Request(url, body, {"Referer": url}), timeout=30) as answer:
        return str(answer.url)


def _publish(server: Server, key: int, title: str) -> None:
    """Sign in and publish a new title through Wagtail's admin."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    login = server.url + "/accounts/login/"
    _send(browser, login, "main form", login="editor", password=PASSWORD)
    edit = f"{server.url}/admin/pages/{key}/edit/"
    changes = {"title": title, "body-count": "0", "action-publish": "1"}
    assert not _send(browser, edit, "#page-edit-form", **changes).startswith(edit)


def test_what_one_process_publishes_the_other_shows_at_the_next_request(servers, page) -> None:
    first, second = servers
    key, path = page
    assert "旧标题" in _kept(second.url + path)
    _publish(first, key, "新标题")
    state, text = _get(second.url + path)
    assert state == "miss"
    assert "新标题" in text


def test_a_command_s_write_is_seen_too(servers, page, environment) -> None:
    _first, second = servers
    key, path = page
    _kept(second.url + path)
    change = f"Page.objects.filter(pk={key}).update(title='第三个标题')"
    _in_shell(environment, f"from wagtail.models import Page; {change}")
    state, text = _get(second.url + path)
    assert state == "miss"
    assert "第三个标题" in text


def test_a_server_answers_for_its_health(servers) -> None:
    with build_opener().open(servers[0].url + "/healthz", timeout=30) as answer:
        assert json.load(answer)["database"] == "ok"
