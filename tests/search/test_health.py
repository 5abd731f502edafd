"""What ``/healthz`` says of the search, and what it does by the way."""

import pytest
from elasticsearch.dsl import Q

from django.test import Client

from onestop.search import outbox, registry
from onestop.search.building import build
from onestop.search.engines import Engine, Request
from onestop.tests.factories.search_documents import TagDocument, make_tag


@pytest.fixture(autouse=True)
def _only_tags(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_documents", {TagDocument.Settings.name: TagDocument})


def test_engine_status_and_unsent_writes(engine: Engine, client: Client) -> None:
    assert client.get("/healthz").json()["search"]["status"] == "not built"
    build(TagDocument, engine)
    report = client.get("/healthz").json()
    assert report["search"] == {"engine": engine.name, "status": "ok", "unsent": 0}
    assert report["status"] == "ok"


def test_asking_sends_what_was_left(engine: Engine, client: Client) -> None:
    build(TagDocument, engine)
    outbox.schedule(TagDocument, [make_tag("标准").pk])
    assert client.get("/healthz").json()["search"]["unsent"] == 0
    assert engine.search(Request(TagDocument, Q("match_all"))).total == 1
