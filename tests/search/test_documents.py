"""The mapping of a document, and what every document carries."""

import pytest

from onestop.search import registry
from onestop.search.documents import EMPTY, Keyword, SearchDocument, Source
from onestop.search.engines.embedded.schema import schema_of
from onestop.search.ordering import order_key
from onestop.tests.factories.search_documents import TagDocument

GOLDEN = {
    "dynamic": "strict",
    "properties": {
        "pk": {"type": "long"},
        "static": {"type": "long", "index": False},
        "order": {"type": "long", "index": False},
        "title_b": {"type": "text", "analyzer": "whitespace"},
        "title_u": {"type": "text", "analyzer": "whitespace", "index_options": "freqs"},
        "kind": {"type": "keyword"},
        "labels": {"type": "keyword"},
        "year": {"type": "long"},
    },
}


class _Bare(SearchDocument):
    class Settings:
        name = "bare"
        model = "taggit.Tag"

    @classmethod
    def from_instances(cls, objs: list[Source]) -> list[Source]:  # type: ignore[override]
        return objs


class _WithText(TagDocument):
    note = Keyword()

    class Settings:
        name = "with-text"
        model = "taggit.Tag"

    @classmethod
    def from_instances(cls, objs: list[Source]) -> list[Source]:  # type: ignore[override]
        return objs


def test_mapping_is_what_it_was() -> None:
    assert TagDocument.mapping() == GOLDEN


def test_a_changed_mapping_has_another_hash() -> None:
    hashes = {TagDocument.mapping_hash(), _WithText.mapping_hash(), _Bare.mapping_hash()}
    assert len(hashes) == 3
    assert TagDocument.mapping_hash() == TagDocument.mapping_hash()


def test_sources_carry_an_order_and_no_empty_text() -> None:
    (source,) = _WithText.sources([{"pk": 5, "static": 2000, "title_b": "", "kind": None, "labels": []}])
    assert source == {
        "pk": 5,
        "static": 1000,
        "order": order_key(1000, 5),
        "title_b": EMPTY,
        "title_u": EMPTY,
    }


@pytest.mark.parametrize("document", registry.documents(), ids=lambda document: document.Settings.name)
def test_every_registered_document_can_be_indexed_by_both_engines(document: type[SearchDocument]) -> None:
    assert schema_of(document) is not None
    assert document.mapping()["dynamic"] == "strict"
    analysed = [field for field in document.properties().values() if field["type"] == "text"]
    assert all(field["analyzer"] == "whitespace" for field in analysed)
    assert document.model().__name__


def test_two_documents_cannot_have_one_name() -> None:
    class Other(_Bare):
        pass

    registry.register(_Bare)
    try:
        with pytest.raises(ValueError, match="bare"):
            registry.register(Other)
        assert registry.get_document("bare") is _Bare
    finally:
        registry.unregister(_Bare)
    with pytest.raises(LookupError):
        registry.get_document("bare")
