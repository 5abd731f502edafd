"""The tantivy schema of a search document, derived from its Elasticsearch mapping."""

from typing import Any

import tantivy

from onestop.search.documents import SearchDocument, Source
from onestop.search.ordering import weight

WEIGHT = "weight"
"""Internal field: what ``static`` adds to the score, in the form that tantivy multiplies by."""

_INDEX_OPTIONS = {"docs": "basic", "freqs": "freq", "positions": "position", "offsets": "position"}


def schema_of(document: type[SearchDocument]) -> tantivy.Schema:
    """Return the schema of ``document``."""
    builder = tantivy.SchemaBuilder()
    for name, field in document.properties().items():
        _add(builder, name, field)
    builder.add_float_field(WEIGHT, fast=True)
    return builder.build()


def _add(builder: Any, name: str, field: dict[str, Any]) -> None:
    kind = field["type"]
    if kind == "text":
        option = _INDEX_OPTIONS[field.get("index_options", "positions")]
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    elif kind == "keyword":
        builder.add_text_field(
            name, tokenizer_name="raw", index_option="basic", fast=field.get("doc_values", True)
        )
    elif kind == "long":
        builder.add_integer_field(name, indexed=field.get("index", True), fast=field.get("doc_values", True))
    else:
        raise TypeError(f"{name}: fields of type {kind} are not shared by the engines")


def to_tantivy(schema: tantivy.Schema, source: Source) -> tantivy.Document:
    """Return ``source`` as a tantivy document."""
    return tantivy.Document.from_dict({**source, WEIGHT: weight(source["static"])}, schema)


def open_index(schema: tantivy.Schema | None, path: str) -> tantivy.Index:
    """Open the index in ``path``, or create it there when a schema is given.

    Documents are kept in the order of their order key, so that equal scores come out in that order. The
    reader is reloaded by hand: threads that watch for commits do not survive the fork of a server's workers.
    """
    if schema is None:
        index = tantivy.Index.open(path)
    else:
        index = tantivy.Index(schema, path=path, reuse=False, sort_by_field="order")
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", whitespace)
    index.config_reader("manual")
    return index
