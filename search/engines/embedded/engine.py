"""The embedded engine: searches and writes the live generation of a document's index."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tantivy import Order, Query

from django.conf import settings

from onestop.search import ordering
from onestop.search.documents import SearchDocument, Source
from onestop.search.engines.base import IndexState, MappingState
from onestop.search.engines.embedded.compiler import Compiler
from onestop.search.engines.embedded.facets import count, count_facets
from onestop.search.engines.embedded.schema import WEIGHT, open_index, schema_of, to_tantivy
from onestop.search.engines.embedded.store import Generation, Store, writer
from onestop.search.exceptions import EngineUnavailable, UnsupportedQuery
from onestop.search.querying import normal_form
from onestop.search.requesting import RELEVANCE, Hit, Request, Response, is_sortable

_UPDATE_MEMORY = 32_000_000
_WRITER_WAIT = 10.0
_DEEP = 10_000


class EmbeddedEngine:
    """Tantivy in a folder of DATA_DIR; every process of one machine reads it, one at a time writes it."""

    name = "embedded"

    def __init__(self) -> None:
        self._stores: dict[str, Store] = {}

    def store(self, document: type[SearchDocument]) -> Store:
        """Return the generations of ``document``."""
        known = self._stores.get(document.Settings.name)
        if known is None or known.document is not document:
            known = self._stores[document.Settings.name] = Store(document)
        return known

    def search(self, request: Request) -> Response:
        """Answer one request."""
        live = self.store(request.document).live()
        try:
            return self._search(live, request)
        except ValueError as error:
            if live.mapping == request.document.mapping_hash():
                raise
            raise EngineUnavailable(f"an index of an older mapping cannot answer: {error}") from error

    def multi_search(self, requests: Sequence[Request]) -> list[Response]:
        """Answer several requests."""
        return [self.search(request) for request in requests]

    def _search(self, live: Generation, request: Request) -> Response:
        searcher = live.index.searcher()
        node = normal_form(request.query)
        # Its own schema, not the document's: until it is built anew, an index of an older mapping goes on
        # serving.
        compiler = Compiler(live.index.schema, request.document.properties())
        base = compiler.compile(node)
        filters = [normal_form(query, scoring=False) for query in request.filters.values()]
        query: Query | None = compiler.filtered(base, filters)
        total, ranked = _ranked(searcher, query, request, ranks=ordering.scores(node))
        begin, _end = ordering.window(request.offset, request.size)
        if total == len(ranked):
            # All of it is known: what is counted now need not be looked for again.
            found = [ordering.pk_of(hit.key) for hit in ranked]
            query = compiler.compile({"terms": {"pk": found}}) if found else None
        facets = count_facets(searcher, compiler, request, base, query)
        page = ordering.arrange(ranked, begin, request.offset, request.size)
        hits = [Hit(str(ordering.pk_of(hit.key)), hit.score) for hit in page]
        return Response(total, hits, facets, self.name)

    def write(
        self, document: type[SearchDocument], sources: Sequence[Source], deleted: Iterable[int]
    ) -> None:
        """Replace documents in the live generation; committed, and seen by the next search of any process."""
        live = self.store(document).live()
        if live.mapping != document.mapping_hash():
            raise EngineUnavailable(f"the index of {document.Settings.name} has an older mapping")
        index_writer = writer(live.index, memory=_UPDATE_MEMORY, wait=_WRITER_WAIT)
        _replace(index_writer, document, sources, deleted)
        index_writer.commit()
        # Unfinished merges would leave hundreds of small files behind.
        index_writer.wait_merging_threads()

    @staticmethod
    def pack(sources: list[Source]) -> list[Source]:
        """Return the batch as it is."""
        return sources

    def builder(self, document: type[SearchDocument]) -> "EmbeddedBuilder":
        """Begin a new generation."""
        return EmbeddedBuilder(document, self.store(document))

    def state(self, document: type[SearchDocument]) -> IndexState:
        """Describe the live generation."""
        try:
            live = self.store(document).live()
        except EngineUnavailable:
            return IndexState("", 0, "missing")
        mapping: MappingState = "current" if live.mapping == document.mapping_hash() else "changed"
        return IndexState(live.folder.name, live.index.searcher().num_docs, mapping)


def _ranked(
    searcher: Any, query: Query, request: Request, *, ranks: bool
) -> tuple[int, list[ordering.Ranked]]:
    """Return how many match, and those around the page, best first."""
    if request.size == 0 or request.offset > _DEEP:
        # A page far down is only looked for where there is one: the cost is that of counting.
        total = count(searcher, query)
        if request.size == 0 or request.offset >= total:
            return total, []
    begin, end = ordering.window(request.offset, request.size)
    if request.sort == RELEVANCE and ranks:
        result = searcher.search(query, end - begin, count=True, offset=begin, weight_by_field=WEIGHT)
        hits = [ordering.by_score(score, key) for score, key in _with_keys(searcher, result)]
    else:
        field = "order" if request.sort == RELEVANCE else request.sort.removeprefix("-")
        if not is_sortable(request.document, field):
            raise UnsupportedQuery(f"{request.document.__name__} cannot be sorted by {field}")
        down = request.sort.startswith("-")
        order = Order.Desc if down else Order.Asc
        result = searcher.search(
            query, end - begin, count=True, order_by_field=field, offset=begin, order=order
        )
        hits = [ordering.by_value(value, key, descending=down) for value, key in _with_keys(searcher, result)]
    return result.count, hits


def _with_keys(searcher: Any, result: Any) -> list[tuple[Any, int]]:
    hits = result.hits
    keys = searcher.fast_field_values("order", [address for _value, address in hits])
    return [(value, key) for (value, _address), key in zip(hits, keys, strict=True)]


def _replace(
    index_writer: Any, document: type[SearchDocument], sources: Sequence[Source], deleted: Iterable[int]
) -> None:
    schema = schema_of(document)
    for pk in (*deleted, *(source["pk"] for source in sources)):
        index_writer.delete_documents_by_term("pk", pk)
    for source in sources:
        index_writer.add_document(to_tantivy(schema, source))


class EmbeddedBuilder:
    """A generation in the making, in a folder that nothing points to yet."""

    def __init__(self, document: type[SearchDocument], store: Store) -> None:
        self._document = document
        self._store = store
        store.remove_others()
        self._folder: Path = store.new_folder()
        self._schema = schema_of(document)
        self._index = open_index(self._schema, str(self._folder))
        # Enough memory to keep the whole index in one segment at the size of a national register.
        self._writer = writer(
            self._index, memory=getattr(settings, "SEARCH_BUILD_MEMORY", 600_000_000), wait=0
        )

    @property
    def index(self) -> str:
        """Name of the new folder."""
        return self._folder.name

    def add(self, batch: Sequence[Source]) -> None:
        """Add documents."""
        for source in batch:
            self._writer.add_document(to_tantivy(self._schema, source))

    def finish(self) -> None:
        """Write everything to disk."""
        self._writer.commit()

    def replace(self, sources: Sequence[Source], deleted: Iterable[int]) -> None:
        """Put the changes of the meantime into the new generation."""
        _replace(self._writer, self._document, sources, deleted)

    def publish(self) -> None:
        """Commit, point to the new generation and remove the old one."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._store.point_to(self._folder)
        self._store.remove_others(keep=self._folder)

    def discard(self) -> None:
        """Remove the folder."""
        self._store.remove_others()
