"""From a changed row to the index: with the transaction or not at all, and never lost."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from elasticsearch.dsl import Q
from taggit.models import Tag

from django.db import transaction

from onestop.search import catching_up, outbox
from onestop.search.building import build
from onestop.search.engines import Engine, EngineUnavailable, Request
from onestop.search.locks import writer_lock
from onestop.search.models import PendingWrite
from onestop.tests.factories.search_documents import TagDocument, make_tag
from onestop.tests.factories.search_sites import lock_in_thread

Capture = Callable[..., AbstractContextManager[list[Any]]]


@pytest.fixture
def built(engine: Engine) -> Engine:
    """The engine with an empty index."""
    build(TagDocument, engine)
    return engine


@pytest.fixture
def down(built: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An engine that cannot be written to until the patch is undone."""

    def refuse(*_args: object) -> None:
        raise EngineUnavailable("out of order")

    with monkeypatch.context() as patch:
        patch.setattr(built, "write", refuse)
        yield patch


def found(engine: Engine) -> set[int]:
    return set(engine.search(Request(TagDocument, Q("match_all"), size=500)).ids)


def test_a_change_is_in_the_index_when_the_transaction_has_committed(
    built: Engine, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tag = make_tag("新的标准")
        outbox.schedule(TagDocument, [tag.pk])
        assert found(built) == set()
    assert found(built) == {tag.pk}
    assert not PendingWrite.objects.exists()


def test_a_fault_while_sending_is_logged_and_breaks_nothing(
    built: Engine,
    django_capture_on_commit_callbacks: Capture,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "drain", fail)
        with django_capture_on_commit_callbacks(execute=True):
            tag = make_tag("新的标准")
            outbox.schedule(TagDocument, [tag.pk])
    assert "in on_commit()" in caplog.text
    assert outbox.catch_up() == 1
    assert found(built) == {tag.pk}


def test_nothing_is_sent_for_a_transaction_that_is_rolled_back(
    built: Engine, django_capture_on_commit_callbacks: Capture
) -> None:
    with (
        django_capture_on_commit_callbacks(execute=True) as callbacks,
        contextlib.suppress(ZeroDivisionError),
        transaction.atomic(),
    ):
        outbox.schedule(TagDocument, [make_tag("从未存在").pk])
        raise ZeroDivisionError
    assert not callbacks
    assert not PendingWrite.objects.exists()
    assert outbox.catch_up() == 0
    assert found(built) == set()


def test_what_is_held_back_is_sent_once_at_the_end(
    built: Engine, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True), outbox.held_back():
        pks = {make_tag(f"标准{number}", n=number).pk for number in range(3)}
        for pk in pks:
            with django_capture_on_commit_callbacks(execute=True):
                outbox.schedule(TagDocument, [pk])
        assert found(built) == set()
    assert found(built) == pks
    assert not PendingWrite.objects.exists()


def test_what_is_deleted_or_no_longer_public_leaves_the_index(
    built: Engine, django_capture_on_commit_callbacks: Capture
) -> None:
    gone, hidden, kept = (make_tag(name, n=n) for n, name in enumerate(("删去", "藏起", "留下")))
    outbox.schedule(TagDocument, [gone.pk, hidden.pk, kept.pk])
    outbox.catch_up()
    with django_capture_on_commit_callbacks(execute=True):
        outbox.schedule(TagDocument, [gone.pk, hidden.pk])
        gone.delete()
        hidden.slug = "secret-2020-0-9"
        hidden.save()
    assert found(built) == {kept.pk}


def test_a_change_replaces_what_was_indexed(built: Engine) -> None:
    tag = make_tag("旧的名称")
    outbox.schedule(TagDocument, [tag.pk])
    outbox.catch_up()
    tag.name = "新的名称"
    tag.save()
    outbox.schedule(TagDocument, [tag.pk, tag.pk])
    assert outbox.unsent(TagDocument).count() == 1
    outbox.catch_up()
    for token, total in (("旧的", 0), ("新的", 1)):
        assert built.search(Request(TagDocument, Q("match", title_b=token))).total == total


def test_what_cannot_be_sent_stays_and_the_page_does_not_fail(
    down: pytest.MonkeyPatch, built: Engine, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tag = make_tag("停机时的修改")
        outbox.schedule(TagDocument, [tag.pk])
    assert outbox.unsent(TagDocument).count() == 1
    with pytest.raises(EngineUnavailable):
        outbox.catch_up()
    assert catching_up.attempt() == 0
    down.undo()
    with django_capture_on_commit_callbacks(execute=True):
        later = make_tag("之后的修改", n=2)
        outbox.schedule(TagDocument, [later.pk])
    assert found(built) == {tag.pk, later.pk}
    assert not outbox.unsent().exists()


def test_what_was_left_is_sent_without_anybody_asking(
    down: pytest.MonkeyPatch, built: Engine, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = make_tag("停机时的修改")
    outbox.schedule(TagDocument, [tag.pk])
    down.undo()
    settings.SEARCH_CATCH_UP_SECONDS = 30
    monkeypatch.setattr(catching_up, "_throttle", catching_up.Throttle())
    catching_up.after_request()
    assert found(built) == set(), "too early"
    monkeypatch.setattr(catching_up._throttle, "last", catching_up._throttle.last - 31)
    catching_up.after_request()
    assert found(built) == {tag.pk}


def test_the_latest_change_goes_first_and_a_backlog_is_sent_in_parts(built: Engine) -> None:
    tags = [make_tag(f"标准{n}", n=n) for n in range(7)]
    outbox.schedule(TagDocument, [tag.pk for tag in tags])
    before = outbox.BATCH
    outbox.BATCH = 3
    try:
        assert outbox.drain(TagDocument, limit=3) == 3
        assert found(built) == {tag.pk for tag in tags[-3:]}
        assert outbox.drain(TagDocument) == 4
    finally:
        outbox.BATCH = before
    assert found(built) == {tag.pk for tag in tags}


@pytest.mark.usefixtures("engine")
def test_while_another_process_is_at_work_nothing_is_sent_and_nothing_lost() -> None:
    outbox.schedule(TagDocument, [make_tag("等待").pk])
    with lock_in_thread(TagDocument.Settings.name):
        assert outbox.drain(TagDocument, wait=0.05) == 0
    assert outbox.unsent(TagDocument).count() == 1


def test_the_lock_is_free_again_after_use(db: None) -> None:
    for _ in range(2):
        with writer_lock("again", wait=0) as locked:
            assert locked


def test_a_row_that_no_document_can_be_made_of_does_not_hold_up_the_others(
    built: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    tags = [make_tag(f"标准{n}", n=n) for n in range(3)]
    broken = Tag.objects.create(name="没有年份", slug="nothing")
    outbox.schedule(TagDocument, [tags[0].pk, broken.pk, tags[1].pk, tags[2].pk])
    assert outbox.catch_up() == 4
    assert found(built) == {tag.pk for tag in tags}
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "search.no_source"
    ]
