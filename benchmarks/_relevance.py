"""The three measurements of ``benchmarks.relevance``; needs Django's settings."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.test.utils import override_settings
from django.utils import timezone

from benchmarks.relevance import DEPTH, Answer, lines_of, rows_of
from onestop.search import analysis
from onestop.search.documents import SearchDocument, Source, Tokens
from onestop.search.engines import Request, get_engine
from onestop.search.engines.elastic.engine import ElasticsearchEngine
from onestop.search.pages.wording import others
from onestop.search.wordlists.reading import word_lists
from onestop.standards.models import Standard
from onestop.standards.numbers import Number, parse
from onestop.standards.searching.asking import Question
from onestop.standards.searching.filters import LONGEST_QUERY
from onestop.standards.searching.passages import passage_query, passage_text
from onestop.standards.searching.service import search

_BATCH = 500


def engine_in_use() -> str:
    """Return the name of the engine that answered."""
    return get_engine().name


def numbers(path: Path) -> Iterator[Answer]:
    """Ask for each number as it was written; right is the exact edition."""
    return _standards(path, "number_as_written", lambda number: number.full_key, "full_key")


def titles(path: Path) -> Iterator[Answer]:
    """Ask for each title as it was cited; right is any edition of the number."""
    return _standards(path, "query_title_as_cited", lambda number: number.base_key, "base_key")


def _standards(path: Path, column: str, key: Callable[[Number], str], field: str) -> Iterator[Answer]:
    today = timezone.localdate()
    for row in rows_of(path):
        expected = parse(row["expected_number"])
        right = key(expected.parent) if expected else row["expected_number"]
        page = search(Question(text=row[column].strip()[:LONGEST_QUERY]), today, size=DEPTH, card=False)
        yield Answer(
            row[column],
            frozenset({right}),
            [getattr(each.standard, field) for each in page.rows],
            [str(each.standard) for each in page.rows],
            known=Standard.objects.public().filter(**{field: right}).exists(),
        )


class PassageDocument(SearchDocument):
    """A passage of a judged corpus; the index lives as long as the measurement."""

    body_b = Tokens()
    body_u = Tokens(index_options="freqs")

    class Settings:
        name = "passages"
        model = "standards.Standard"

    @classmethod
    def from_instances(cls, objs: Sequence[Any]) -> Iterable[Source]:
        """Yield the sources of (number, passage) pairs."""
        for pk, passage in objs:
            body_b, body_u = analysis.grams(passage_text(passage["heading"], passage["text"]))
            yield {"pk": pk, "body_b": body_b, "body_u": body_u}


def passages(corpus: Path, queries: Path) -> Iterator[Answer]:
    """Ask each question of the passages of a corpus; right are those that the file names."""
    texts = lines_of(corpus)
    names = {pk: str(passage["id"]) for pk, passage in enumerate(texts, start=1)}
    headings = {str(passage["id"]): str(passage["heading"]) for passage in texts}
    lists = word_lists()
    with _indexed(list(enumerate(texts, start=1))):
        for query in lines_of(queries):
            asked = str(query["query"])
            equal = others(analysis.normalise(asked), lists)
            request = Request(PassageDocument, passage_query(asked, equal), size=DEPTH)
            found = [names[pk] for pk in get_engine().search(request).ids]
            right = frozenset(str(each) for each in query["relevant"])  # type: ignore[attr-defined]
            yield Answer(asked, right, found, [f"{each} {headings[each]}" for each in found])


@contextmanager
def _indexed(numbered: Sequence[tuple[int, dict[str, object]]]) -> Iterator[None]:
    """Build an index of its own in the engine in use, beside the site's, and remove it at the end."""
    prefix = f"relevance-{os.getpid()}"
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(DATA_DIR=folder, SEARCH_INDEX_PREFIX=prefix),
    ):
        engine = get_engine()
        builder = engine.builder(PassageDocument)
        for start in range(0, len(numbered), _BATCH):
            builder.add(engine.pack(PassageDocument.sources(numbered[start : start + _BATCH])))
        builder.finish()
        builder.publish()
        try:
            yield
        finally:
            if isinstance(engine, ElasticsearchEngine):
                client = engine.connection.client
                for index in client.indices.get(index=f"{prefix}-*", expand_wildcards="all"):
                    client.indices.delete(index=index)
