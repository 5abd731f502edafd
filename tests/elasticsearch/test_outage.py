"""Elasticsearch stopped, hanging or killed in a build: no page waits, nothing is lost, all comes back."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from elasticsearch.dsl import Q

from onestop.search import catching_up, outbox, registry, status
from onestop.search.building import build
from onestop.search.engines import Engine, EngineUnavailable, Request, get_engine
from onestop.tests.factories.elasticsearch_node import Node
from onestop.tests.factories.search_documents import TagDocument, make_tag
from onestop.tests.factories.search_sites import OtherSite

pytestmark = pytest.mark.elasticsearch

Capture = Callable[..., AbstractContextManager[list[Any]]]
ALL = Request(TagDocument, Q("match_all"), size=500)


@pytest.fixture
def engine(db: None, own_node: Node, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Elasticsearch on a node of this test's own, an empty index built."""
    settings.ELASTICSEARCH_URL = own_node.url
    monkeypatch.setattr(registry, "_documents", {TagDocument.Settings.name: TagDocument})
    engine = get_engine()
    build(TagDocument, engine)
    return engine


def _until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def test_stopped_and_back_again(
    engine: Engine, own_node: Node, django_capture_on_commit_callbacks: Capture
) -> None:
    before = make_tag("停机之前", n=1)
    outbox.schedule(TagDocument, [before.pk])
    outbox.catch_up()
    own_node.kill()

    with django_capture_on_commit_callbacks(execute=True):
        during = make_tag("停机之时", n=2)
        outbox.schedule(TagDocument, [during.pk])
    with pytest.raises(EngineUnavailable):
        engine.search(ALL)
    started = time.monotonic()
    for _ in range(20):
        with pytest.raises(EngineUnavailable):
            engine.search(ALL)
    assert time.monotonic() - started < 0.5, "a page must not wait for a server that is known to be down"
    health = status.health()
    assert health == {"engine": "elasticsearch", "status": "unavailable", "unsent": 1}

    own_node.start()
    assert _until(lambda: catching_up.attempt() == 1), "what was left is sent by itself"
    assert set(engine.search(ALL).ids) == {before.pk, during.pk}
    assert status.health() == {"engine": "elasticsearch", "status": "ok", "unsent": 0}


def test_a_server_that_hangs_is_given_up_soon_and_then_left_alone(engine: Engine, own_node: Node) -> None:
    os.kill(own_node.pid, signal.SIGSTOP)
    try:
        started = time.monotonic()
        for _ in range(10):
            with pytest.raises(EngineUnavailable):
                engine.search(ALL)
        assert time.monotonic() - started < 4
    finally:
        os.kill(own_node.pid, signal.SIGCONT)
    assert _until(lambda: _answers(engine))


def _answers(engine: Engine) -> bool:
    try:
        engine.search(ALL)
    except EngineUnavailable:
        return False
    return True


def test_a_process_killed_in_the_middle_of_a_build_leaves_the_old_index(
    own_node: Node, tmp_path: Path
) -> None:
    site = OtherSite(tmp_path, own_node.url)
    site.migrate()
    write = "for n in range(20): make_tag(f'标准{n}', n=n)\n"
    old = site.run(write + "print(building.build(TagDocument, engine).index)")
    build_and_wait = (
        "import time\n"
        "def wait(count):\n"
        "    print('half', flush=True)\n"
        "    time.sleep(60)\n"
        "building.build(TagDocument, engine, wait)\n"
    )
    process = site.start(build_and_wait)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "half"
    process.kill()
    process.wait(10)
    state = (
        "print(engine.state(TagDocument).index, engine.search(Request(TagDocument, Q('match_all'))).total)\n"
    )
    change = "with transaction.atomic(): outbox.schedule(TagDocument, [make_tag('之后', n=99).pk])\n"
    assert site.run(state + change + state).split() == [old, "20", old, "21"]
    new, total = site.run("building.build(TagDocument, engine)\n" + state).split()
    assert (new != old, total) == (True, "21")
    names = "print(*engine.connection.client.indices.get(index='test-*'))"
    assert site.run(names).split() == [new]


def test_a_node_killed_in_the_middle_of_a_build_leaves_the_old_index(
    engine: Engine, own_node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onestop.search.reading.BATCH", 2)
    tags = [make_tag(f"标准{n}", n=n) for n in range(6)]
    live = build(TagDocument, engine).index
    kills = iter([own_node.kill])

    with pytest.raises(EngineUnavailable):
        build(TagDocument, engine, lambda _count: next(kills, lambda: None)())
    own_node.start()
    assert _until(lambda: _answers(engine))
    assert engine.state(TagDocument).index == live
    assert set(engine.search(ALL).ids) == {tag.pk for tag in tags}
    assert build(TagDocument, engine).documents == 6


def test_a_node_killed_right_after_a_build_has_all_of_it(engine: Engine, own_node: Node) -> None:
    tags = [make_tag(f"标准{n}", n=n) for n in range(6)]
    live = build(TagDocument, engine).index
    own_node.kill()
    own_node.start()
    assert _until(lambda: _answers(engine))
    assert engine.state(TagDocument).index == live
    assert set(engine.search(ALL).ids) == {tag.pk for tag in tags}


def test_a_missing_index_is_not_made_by_a_write(engine: Engine, settings: Any) -> None:
    client = engine.connection.client  # type: ignore[attr-defined]
    name = engine.state(TagDocument).index
    client.indices.delete(index=name)
    with pytest.raises(EngineUnavailable):
        engine.write(TagDocument, TagDocument.sources([make_tag("标准")]), [])
    assert not client.indices.get(index=f"{settings.SEARCH_INDEX_PREFIX}-*")
    assert status.health()["status"] == "not built"
