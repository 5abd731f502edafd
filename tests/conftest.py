"""What every test shares: servers or a reason, nothing that leaves the machine."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from django.conf import settings

from onestop.tests.factories.kept_events import let_tests_empty_tables
from onestop.tests.factories.needs import lacking, missing

SERVERS = ("browser", "elasticsearch", "postgresql")
_connect = socket.socket.connect


# First of all hooks: pytest-django orders the tests by these marks.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that it can be run again on PostgreSQL and Elasticsearch alone.

    A test that commits empties all tables at its end; the next one is given back what the migrations made
    (roots of trees, roles, classifications), as every installation has it.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        mark = item.get_closest_marker("django_db")
        if mark or fixtures & {"db", "transactional_db", "live_server"}:
            item.add_marker("database")
        if (mark and mark.kwargs.get("transaction")) or fixtures & {"transactional_db", "live_server"}:
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


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


@pytest.fixture(autouse=True, scope="session")
def _tables_can_be_emptied() -> Iterator[None]:
    """Let a test that commits leave nothing behind."""
    with pytest.MonkeyPatch.context() as patch:
        let_tests_empty_tables(patch)
        yield
