"""What every test shares: servers or a reason, nothing that leaves the machine."""

import gc
import ipaddress
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from django.conf import settings
from django.test import TransactionTestCase

from onestop.tests.factories.demo_site import demo, demo_search  # noqa: F401 - fixtures for every test
from onestop.tests.factories.needs import lacking, missing
from onestop.tests.factories.states import states, undo

SERVERS = ("browser", "elasticsearch", "postgresql")
_connect = socket.socket.connect


# First of all hooks: pytest-django orders the tests by these marks.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that it can be run again on PostgreSQL and Elasticsearch alone.

    What no database can change is left out by ``one_database`` (docs/testing.md). A test that commits leaves
    nothing: the database is given back as the test found it (see ``states``).
    """
    for item in items:
        if item.get_closest_marker("one_database"):
            continue
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "live_server"}:
            item.add_marker("database")


def pytest_collection_finish() -> None:
    """Spare the collector what is loaded now, and have it look less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or in CI fail, a test whose server is not there."""
    for marker in SERVERS:
        if item.get_closest_marker(marker) and (reason := missing(marker)):
            lacking(reason)


def _named_servers() -> set[str]:
    """Return the addresses of the servers that DATABASE_URL and ELASTICSEARCH_URL name, wherever they are."""
    hosts = {settings.DATABASES["default"].get("HOST"), urlsplit(settings.ELASTICSEARCH_URL).hostname}
    return {str(found[4][0]) for host in hosts if host for found in socket.getaddrinfo(host, None)}


def _is_local(address: Any) -> bool:
    """Tell whether a socket address is a Unix socket or on loopback."""
    if not isinstance(address, tuple):
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return str(address[0]) == "localhost"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Give pytest-django a migrated database out of the store, and bring it back after what commits."""
    with pytest.MonkeyPatch.context() as patch:
        # In place of a flush, after which the rows of the migrations would be missing.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: undo())
        with django_db_blocker.unblock():
            states().open()
        yield
        with django_db_blocker.unblock():
            states().close()


@pytest.fixture(autouse=True, scope="session")
def _nothing_leaves_the_machine() -> Iterator[None]:
    """Refuse connections to anywhere but this machine: a test that needs the internet is wrong."""
    allowed = _named_servers()

    def connect(self: socket.socket, address: Any) -> None:
        if not _is_local(address) and address[0] not in allowed:
            raise ConnectionRefusedError(f"tests stay on this machine: no connection to {address[0]}")
        _connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield
