"""The base of every search document: one declaration from which both engines take their schema.

A feature writes, in its own ``documents.py``::

    @register
    class StandardDocument(SearchDocument):
        titles_b = Tokens()
        kind = Keyword()
        issued = Long()

        class Settings:
            name = "standards"
            model = "standards.Standard"

        @classmethod
        def get_queryset(cls): ...          # exactly what the public may read

        @classmethod
        def from_instances(cls, objs): ...  # yields one plain dict a document
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from elasticsearch.dsl import Document, Keyword, Long, Text

from django.apps import apps
from django.db.models import Model, QuerySet

from onestop.search.ordering import TOP_STATIC, order_key

Source = dict[str, Any]
"""The fields of one document: text as joined tokens, keywords as str or list of str, numbers as int."""

EMPTY = "\u2205"
"""Token that stands in an empty text field.

Lucene averages a field's length over the documents that have the field, tantivy over all of them; so all
have it, and both rank alike.
"""


class Tokens(Text):
    """Text given as tokens joined by spaces (``analysis.bigrams`` …); with positions, for phrases."""

    def __init__(self, **options: Any) -> None:
        super().__init__(analyzer="whitespace", **options)


class SearchDocument(Document):
    """Base of the documents of the site. ``Settings.name`` names the index, ``Settings.model`` the model.

    ``pk``, ``static`` and ``order`` belong to every document. The first two are given in the source;
    ``static``, from 0 to 1000, is how much a document deserves to stand before others of equal score.
    ``order`` is made of both.
    """

    pk = Long()
    static = Long(index=False)
    order = Long(index=False)

    class Settings:
        name: ClassVar[str]
        model: ClassVar[str]

    _mapping: ClassVar[dict[str, Any]]
    _mapping_hash: ClassVar[str]

    @classmethod
    def model(cls) -> type[Model]:
        """Return the Django model that is indexed."""
        return apps.get_model(cls.Settings.model)

    @classmethod
    def get_queryset(cls) -> QuerySet[Any]:
        """Return exactly what the public may read; whatever is not in it does not stay in the index."""
        raise NotImplementedError

    @classmethod
    def from_instances(cls, objs: Sequence[Any]) -> Iterable[Source]:
        """Yield the source of each of ``objs``, a batch; fetch what is related once for the whole batch."""
        raise NotImplementedError

    @classmethod
    def prepare(cls) -> None:
        """Bring the model's own rows up to date before a build reads them, where they are derived."""

    @classmethod
    def sources(cls, objs: Sequence[Any]) -> list[Source]:
        """Return the sources of ``objs`` with what every document carries added."""
        text_fields = [name for name, field in cls.properties().items() if field["type"] == "text"]
        return [_complete(source, text_fields) for source in cls.from_instances(objs)]

    @classmethod
    def mapping(cls) -> dict[str, Any]:
        """Return the mapping as Elasticsearch takes it; a field that it does not name is refused."""
        if "_mapping" not in cls.__dict__:
            cls._mapping = {"dynamic": "strict", **cls._doc_type.mapping.to_dict()}
        return cls._mapping

    @classmethod
    def properties(cls) -> dict[str, dict[str, Any]]:
        """Return the fields of the mapping by name."""
        properties: dict[str, dict[str, Any]] = cls.mapping()["properties"]
        return properties

    @classmethod
    def mapping_hash(cls) -> str:
        """Return a short hash of the mapping; a changed mapping is a different index."""
        if "_mapping_hash" not in cls.__dict__:
            canonical = json.dumps(cls.mapping(), sort_keys=True)
            cls._mapping_hash = hashlib.blake2b(canonical.encode(), digest_size=6).hexdigest()
        return cls._mapping_hash


def _complete(source: Source, text_fields: list[str]) -> Source:
    static = min(max(int(source.get("static", 0)), 0), TOP_STATIC)
    complete = {name: value for name, value in source.items() if value is not None and value != []}
    complete.update(static=static, order=order_key(static, source["pk"]))
    for name in text_fields:
        complete[name] = complete.get(name) or EMPTY
    return complete


__all__ = ["EMPTY", "Keyword", "Long", "SearchDocument", "Source", "Tokens"]
