"""The public pages over the register of the test vectors, indexed once a module."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from django.test import Client

from onestop.standards.models import Standard, StandardRelation
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.standards import (
    StandardDirectoryPageFactory,
    StandardFactory,
    StandardPageFactory,
    load_vectors,
)
from onestop.tests.factories.standards_index import indexed

Get = Callable[..., Any]


def load() -> None:
    """Load the vectors, the directory, a local standard with a page of its own and an edge of every kind."""
    load_vectors()
    directory = StandardDirectoryPageFactory(parent=home_page(), title="查标准", slug="standards")
    local = Standard.objects.get(full_key="DB6505/T|101||2021")
    local.text_policy = "full"
    local.relations.add(
        StandardRelation(kind="cites", target_number="GB/T 19012", dated=False, clause="5.6"),
        StandardRelation(kind="cites", target_number="GB/T 1.1—2009", dated=True),
        StandardRelation(kind="cites", target_number="GB/T 77777—2001", dated=True),
    )
    local.save()
    StandardPageFactory(
        parent=directory,
        standard=local,
        introduction=[("paragraph", "<p>示例解读：先看范围。</p>")],
        text="<h2>1 范围</h2><p>示例条文。</p>",
    )
    StandardFactory(number="GB/T 88001-2031", title="示例：将来的标准", issued_on=None, upcoming=True)
    StandardFactory(
        number="GB/T 88002-2001", title="示例：<b>尖括号</b>的标准", withdrawn=True, issued_on=None
    )
    StandardFactory(number="GB/T 88003-2001", title="示例：草稿", draft=True)


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The register, its index and the page tree."""
    with django_db_blocker.unblock(), indexed("public-vectors", load):
        yield


@pytest.fixture
def get(register: None, db: None, client: Client) -> Get:
    """Ask for an address: ``get("/standards/", q="gbt19012")``."""

    def get(path: str, **parameters: Any) -> Any:
        return client.get(path, parameters)

    return get


@pytest.fixture
def engine_away(settings: Any) -> None:
    """No engine answers: there is no index of that name."""
    settings.SEARCH_INDEX_PREFIX = "nowhere"
