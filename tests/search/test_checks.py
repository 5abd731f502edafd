"""System checks: what is wrong in settings or documents is said before anybody searches."""

from typing import Any

import pytest
from elasticsearch.dsl import Date
from elasticsearch.dsl.query import MatchAll

from onestop.search import checks, registry
from onestop.search.documents import SearchDocument
from onestop.search.engines import EngineUnavailable, Request, get_engine
from onestop.tests.factories.search_documents import TagDocument


class _WithDate(SearchDocument):
    day = Date()

    class Settings:
        name = "with-date"
        model = "taggit.Tag"


@pytest.mark.parametrize(
    "url", ["example.org:9200", "http://example.org", "https://", "http://[::1", "nonsense"]
)
def test_an_address_that_cannot_be_used_is_named_and_pages_still_come(url: str, settings: Any) -> None:
    settings.ELASTICSEARCH_URL = url
    assert [message.id for message in checks.check_address()] == ["search.E001"]
    with pytest.raises(EngineUnavailable):
        get_engine().search(Request(TagDocument, MatchAll()))


@pytest.mark.parametrize("url", ["", "http://127.0.0.1:9200", "https://user:p%40ss@es.example.org:9200"])
def test_a_usable_address_is_accepted(url: str, settings: Any) -> None:
    settings.ELASTICSEARCH_URL = url
    assert checks.check_address() == []


def test_fields_that_only_one_engine_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.check_fields() == []
    monkeypatch.setattr(registry, "_documents", {"with-date": _WithDate})
    assert [message.id for message in checks.check_fields()] == ["search.E002"]
