"""Every address of the requests app for every role, against a declared table (matrix 5.3; clause 6.3).

``rights.csv`` has a row for each name of the URL conf and a column for each account: a status, ``login`` for
a way to the sign-in, ``away`` for a way to somewhere else. Addresses that only take forms are asked by POST.
An address without a row fails, as does a row without an address.
"""

import csv
from pathlib import Path
from typing import Any

import pytest

from django.core.cache import caches
from django.db import transaction
from django.test import Client

from onestop.tests.factories import requests_addresses
from onestop.tests.factories.requests_world import WORDS, World

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("rights.csv")
HELD = frozenset({"case", "case_calendar", "case_file", "action", "evaluate", "evaluate_paper", "complaint"})
"""Addresses whose signed link is the right to them, whoever comes with it."""

STRANGERS = frozenset(
    {
        *("visitor", "other", "other station", "outlet", "other provider", "expert"),
        *("editor", "auditor", "admin"),
    }
)
"""Accounts that have nothing to do with the case: no word of it reaches them, whatever the status."""

ROWS = {row["name"]: row for row in csv.DictReader(TABLE.open(encoding="utf-8"))}
COLUMNS = [name for name in next(iter(ROWS.values())) if name not in {"name", "method"}]


@pytest.fixture(scope="module")
def urls(world: World) -> dict[str, str]:
    """The addresses of the world's case by name."""
    requests_addresses.furnish(world)
    return requests_addresses.addresses(world)


def asked(client: Client, method: str, url: str) -> tuple[str, bytes]:
    """Return what an address answers, and leave nothing changed."""
    with transaction.atomic():
        response: Any = (client.post if method == "POST" else client.get)(url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    if response.status_code in {301, 302}:
        return ("login" if "login" in response.headers["Location"] else "away"), body
    return str(response.status_code), body


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = {name.removeprefix(requests_addresses.PREFIX) for name in requests_addresses.names()}
    assert names == set(ROWS)


@pytest.mark.clause("6.3")
@pytest.mark.parametrize("who", COLUMNS)
def test_each_role_gets_what_the_table_says(who: str, world: World, urls: dict[str, str]) -> None:
    caches["memory"].clear()  # no role pays for the presses of another
    client = Client(raise_request_exception=False)
    if who != "visitor":
        client.force_login(world.users[who])
    wrong, leaks = [], []
    for name, row in ROWS.items():
        answer, body = asked(client, row["method"], urls[requests_addresses.PREFIX + name])
        if answer != row[who]:
            wrong.append(f"{name}: {answer}, not {row[who]}")
        if who in STRANGERS and name not in HELD and (found := words_in(body, world, name)):
            leaks.append(f"{name}: {found}")
    assert not wrong, "\n".join(wrong)
    assert not leaks, "\n".join(leaks)


def words_in(body: bytes, world: World, name: str) -> list[str]:
    """Return the secrets that stand in an answer. The auditor's log names whose data was looked at."""
    allowed = {WORDS["enterprise"]} if name == "looks_modeladmin_index" else set()
    return [word for word in world.secrets if word.encode() in body and word not in allowed]


@pytest.mark.clause("6.3")
@pytest.mark.parametrize("name", sorted(HELD))
def test_a_link_that_we_did_not_sign_opens_nothing(name: str, world: World, urls: dict[str, str]) -> None:
    url = urls[requests_addresses.PREFIX + name]
    client = Client()
    client.force_login(world.users["own"])
    found = {part for part in url.split("/") if "." in part and len(part) > 20}
    assert found
    for token in found:
        forged = token[:-1] + ("A" if token[-1] != "A" else "B")
        raised = str(int(token.partition(".")[0]) + 1) + token[token.index(".") :]
        assert client.get(url.replace(token, forged)).status_code == 404
        assert client.get(url.replace(token, raised)).status_code == 404
