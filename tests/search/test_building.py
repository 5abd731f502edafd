"""Building beside the live index: nobody waits, no write of the meantime is lost, the old one serves on."""

import socket
from collections.abc import Callable
from datetime import timedelta

import pytest
from elasticsearch.dsl import Long, Q

from django.utils import timezone

from onestop.search import building, outbox
from onestop.search.building import build
from onestop.search.engines import Engine, EngineUnavailable, Request
from onestop.search.exceptions import BuildRunning
from onestop.search.models import IndexBuild, PendingWrite
from onestop.tests.factories.search_documents import TagDocument, make_tag


def found(engine: Engine) -> set[int]:
    return set(engine.search(Request(TagDocument, Q("match_all"), size=500)).ids)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onestop.search.reading.BATCH", 2)


def during(change: Callable[[], object]) -> Callable[[int], object]:
    """Return an ``on_batch`` that makes ``change`` after the first batch has been read."""
    once = iter([change])
    return lambda _count: next(once, lambda: None)()


def test_a_build_replaces_the_live_index_and_removes_it(engine: Engine) -> None:
    first = build(TagDocument, engine)
    tag = make_tag("标准")
    counted: list[int] = []
    second = build(TagDocument, engine, counted.append)
    assert (first.documents, second.documents, counted) == (0, 1, [1])
    assert first.index != second.index
    assert engine.state(TagDocument).index == second.index
    assert engine.state(TagDocument).documents == 1
    assert found(engine) == {tag.pk}


@pytest.mark.usefixtures("small_batches")
def test_writes_of_the_meantime_are_in_both_indexes(engine: Engine) -> None:
    tags = [make_tag(f"标准{n}", n=n) for n in range(6)]
    build(TagDocument, engine)
    made: list[int] = []

    def change() -> None:
        """Change one that has been read, delete one that has and one that has not, add one."""
        tags[0].name = "改了名"
        tags[0].save()
        new = make_tag("新来的", n=99)
        ids = [tags[0].pk, tags[1].pk, tags[5].pk, new.pk]
        tags[1].delete()
        tags[5].delete()
        outbox.schedule(TagDocument, ids)
        outbox.drain(TagDocument)
        made.append(new.pk)
        assert engine.search(Request(TagDocument, Q("match", title_b="改了"))).total == 1, (
            "the live one has it"
        )

    result = build(TagDocument, engine, during(change))
    assert result.repeated == 4
    assert found(engine) == {tags[0].pk, tags[2].pk, tags[3].pk, tags[4].pk, *made}
    assert engine.search(Request(TagDocument, Q("match", title_b="改了"))).total == 1
    assert not PendingWrite.objects.exists()
    assert not IndexBuild.objects.exists()


def test_what_was_unsent_before_a_build_is_not_repeated_but_gone(engine: Engine) -> None:
    tag = make_tag("标准")
    outbox.schedule(TagDocument, [tag.pk])
    assert build(TagDocument, engine).repeated == 0
    assert not PendingWrite.objects.exists()
    assert found(engine) == {tag.pk}


@pytest.mark.usefixtures("small_batches")
def test_a_build_that_fails_leaves_the_live_index_and_the_writes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = [make_tag(f"标准{n}", n=n) for n in range(4)]
    live = build(TagDocument, engine)
    outbox.schedule(TagDocument, [tags[0].pk])

    def fail() -> None:
        raise EngineUnavailable("the disk is full")

    with pytest.raises(EngineUnavailable):
        build(TagDocument, engine, during(fail))
    assert engine.state(TagDocument).index == live.index
    assert found(engine) == {tag.pk for tag in tags}
    assert outbox.unsent().count() == 1
    assert not IndexBuild.objects.exists()


def test_only_one_build_at_a_time(engine: Engine) -> None:
    make_tag("标准")

    def again() -> None:
        with pytest.raises(BuildRunning):
            build(TagDocument, engine)

    assert build(TagDocument, engine, during(again)).documents == 1


@pytest.mark.parametrize(
    ("host", "process", "age", "alive"),
    [
        (socket.gethostname(), 2**22 + 1, 0, False),
        (socket.gethostname(), 1, 0, True),
        ("elsewhere", 1, 1, True),
        ("elsewhere", 1, 10, False),
    ],
)
def test_a_dead_build_is_recognised(db: None, host: str, process: int, age: int, alive: bool) -> None:
    seen = timezone.now() - timedelta(minutes=age)
    IndexBuild.objects.create(document=TagDocument.Settings.name, host=host, process=process, seen_at=seen)
    assert (building.running_build(TagDocument) is not None) is alive


def test_an_index_of_an_older_mapping_serves_until_it_is_built_anew(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = make_tag("标准")
    build(TagDocument, engine)
    newer = {**TagDocument.mapping(), "properties": {**TagDocument.properties(), "note": Long().to_dict()}}
    monkeypatch.setattr(TagDocument, "_mapping", newer)
    monkeypatch.setattr(TagDocument, "_mapping_hash", "0123456789ab")
    assert engine.state(TagDocument).mapping == "changed"
    assert found(engine) == {tag.pk}
    with pytest.raises(EngineUnavailable):
        engine.search(Request(TagDocument, Q("match_all"), sort="note"))
