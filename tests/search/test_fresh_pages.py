"""A page that was rendered from an older index is not served once the index has changed."""

import pytest

from onestop.search import catching_up, outbox
from onestop.search.building import build
from onestop.search.engines import Engine
from onestop.search.models import PendingWrite
from onestop.site.page_cache import generation
from onestop.tests.factories.search_documents import TagDocument, make_tag

Generations = list[generation.Generation | None]


@pytest.fixture
def rendered(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Generations:
    """The generation that pages belong to which are rendered just after the engine was written to.

    Nothing commits in these tests, so no write to the database lets the generation grow.
    """
    generation.start()
    build(TagDocument, engine)
    seen: Generations = []
    write = engine.write

    def watched(*arguments: object) -> None:
        write(*arguments)  # type: ignore[arg-type]
        seen.append(generation.current())

    monkeypatch.setattr(engine, "write", watched)
    return seen


def test_a_drain_drops_the_pages_of_the_older_index(rendered: Generations) -> None:
    tag = make_tag("标准")
    outbox.schedule(TagDocument, [tag.pk])
    assert outbox.drain(TagDocument) == 1
    assert rendered
    assert generation.current() != rendered[-1]


def test_so_does_what_was_left_and_sent_later(rendered: Generations) -> None:
    PendingWrite.objects.create(document=TagDocument.Settings.name, object_id=make_tag("标准").pk)
    assert catching_up.attempt() == 1
    assert generation.current() != rendered[-1]


def test_a_drain_with_nothing_to_send_leaves_the_pages(rendered: Generations) -> None:
    before = generation.current()
    assert outbox.drain(TagDocument) == 0
    assert generation.current() == before


def test_a_new_index_drops_the_pages_of_the_old_one(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    generation.start()
    make_tag("标准")
    seen: Generations = []
    builder = engine.builder

    def watched(document: type[TagDocument]) -> object:
        made = builder(document)
        publish = made.publish

        def publish_and_look() -> None:
            publish()
            seen.append(generation.current())

        made.publish = publish_and_look  # type: ignore[method-assign]
        return made

    monkeypatch.setattr(engine, "builder", watched)
    build(TagDocument, engine)
    assert seen
    assert generation.current() != seen[-1]
