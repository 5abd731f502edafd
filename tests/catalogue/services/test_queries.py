"""How many questions the pages of the services ask the database, whatever the number of rows.

Counted outside a transaction, on a later visit: what only content decides is remembered until it changes.
"""

from collections.abc import Callable

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onestop.catalogue.services.models import ServiceMaterial, ServiceRelation
from onestop.site.page_cache import bump
from onestop.tests.factories.network import centre, organisation
from onestop.tests.factories.services import service, versioned
from onestop.tests.factories.standards import StandardFactory

Count = Callable[[str], int]
MOST = 12
MOST_ADMIN = 20


@pytest.fixture
def count(transactional_db: None) -> Count:
    """Return how many queries an address needs on a second visit."""
    head = centre()
    hosts = [head, organisation("station", parent=head), organisation("provider")]
    StandardFactory(number="JJG 1-2019", issued_on=None)
    materials = [ServiceMaterial(name=f"材料{n}", sort_order=n) for n in range(12)]
    items = [
        service(*hosts, slug=f"s{n}", title=f"检定 {n}", standards=["JJG 1", "JJG 2", "GB/T 1.1"])
        for n in range(4)
    ]
    first = versioned(*hosts, materials=materials, standards=["JJG 1", "JJG 2"])
    first.related = [ServiceRelation(other=other, sort_order=n) for n, other in enumerate(items)]
    first.save()
    bump()
    client = Client()

    def count(path: str) -> int:
        for _warm_up in range(2):
            client.get(path)
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).status_code == 200
        return len(context)

    return count


def test_public_pages(count: Count) -> None:
    paths = [
        "/services/verification/",
        "/services/verification/versions/1/",
        "/services/",
        "/services/?category=metrology&channel=window&fee=none",
        "/services/poster/",
        "/api/v1/services/",
        "/api/v1/services/verification/",
        "/",
    ]
    counts = {path: count(path) for path in paths}
    assert max(counts.values()) <= MOST, counts


def test_the_admin_list(count: Count, admin_client: Client) -> None:
    address = reverse("service_items:index")
    admin_client.get(address)
    with CaptureQueriesContext(connection) as context:
        admin_client.get(address)
    assert len(context) <= MOST_ADMIN, [query["sql"][:200] for query in context.captured_queries]
