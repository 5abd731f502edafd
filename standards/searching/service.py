"""One function for the page and for the API: a question in, a page of results out."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils.html import escape

from onestop.search import analysis
from onestop.search.highlighting import highlight
from onestop.search.highlighting import sentence as best_sentence
from onestop.site.page_cache import remember_rows
from onestop.site.prepared import PreparedByKeys
from onestop.standards.choices import Degree, Extent, RelationKind, Status
from onestop.standards.dating import dated, stamp
from onestop.standards.models import StandardRelation
from onestop.standards.numbers import Kind, Number
from onestop.standards.record.loading import amendments_of, edges, in_a_list
from onestop.standards.record.sentence import short
from onestop.standards.searching import options
from onestop.standards.searching.asking import Question
from onestop.standards.searching.finding import DATABASE, Found, find, similar
from onestop.standards.searching.results import Page, Row
from onestop.standards.searching.tiers import Match

PAGE_SIZE = 20
_NEAREST = 6
_SIMILAR = 4
_FEW = 5
"""With so few results there is room for similar titles."""
_SHOWN = (
    *("number", "slug", "title", "title_en", "scope", "base_key", "year", "sort_key", "code_class"),
    *("standard_class", "nature", "region", "starts_on", "issued_on", "effective_on", "withdrawn_on"),
    *("stated_status", "status_override", "issuer__name"),
)
_OUTSIDE = (Kind.INTERNATIONAL, Kind.FOREIGN)
_COUNTS_AS_ADOPTION = (Degree.IDT, Degree.MOD, Degree.EQV)


def search(
    question: Question,
    today: dt.date,
    *,
    page: int = 1,
    size: int = PAGE_SIZE,
    card: bool = True,
    alone: bool = True,
) -> Page:
    """Answer a question.

    Args:
        question: what is asked.
        today: decides which edition stands for its number, and every status.
        page: which page of results; beyond the last one it is empty.
        size: results a page.
        card: load what the large card of an exact match shows.
        alone: nothing else is on the page; beside other things there are no facets, nothing similar or near,
            nothing that has half of the words.
    """
    found = find(question, today, (page - 1) * size, size, facets=alone, relax=alone)
    if question.may_be_words and not found.total:
        in_words = question.in_words()
        words = find(in_words, today, (page - 1) * size, size, facets=alone, relax=False)
        question, found = (in_words, words) if words.total else (question, found)
    loaded = _load(found, today)
    exact = next(iter(found.matches.values()), None) is Match.EXACT and page == 1
    first = loaded.get(next(iter(found.matches), 0)) if exact and card else None
    relations = _edges(loaded.values(), first)
    rows = _rows(question, found, loaded, relations)
    return Page(
        question=question,
        today=today,
        total=found.total,
        number=page,
        size=size,
        rows=rows,
        card=in_a_list(first, _editions(first, loaded, question, found), relations, today) if first else None,
        amendments=amendments_of(first) if first and question.amendment else (),
        facets=options.all_options(question, found.facets) if alone else {},
        engine=found.engine,
        degraded=found.engine == DATABASE and not question.has_nothing_to_look_for,
        relaxed=found.relaxed,
        similar=_similar(first, today) if alone and first and found.total <= _FEW else (),
        adoptions=_adoptions([*question.numbers, *question.meaning.hints], today) if alone else (),
        nearest=_nearest(question, today) if alone and question.is_number and not found.total else (),
    )


def _load(found: Found, today: dt.date) -> dict[int, Any]:
    """Return the records that were found, each read once until content changes: nobody may change them."""

    def make(missing: list[int]) -> dict[int, Any]:
        return {record.pk: record for record in stamp(_shown(missing), today)}

    return {record.pk: record for record in remember_rows(("standards.rows", today), found.matches, make)}


_shown = PreparedByKeys(lambda pks: dated().filter(pk__in=pks).select_related("issuer").only(*_SHOWN))


def _edges(loaded: Iterable[Any], first: Any | None) -> list[StandardRelation]:
    """Return the edges of the record shown large, and of those that something replaced; no query for none."""
    wanted = {record.pk for record in loaded if record.status == Status.REPLACED}
    if first is not None:
        wanted.add(first.pk)
    return edges(*wanted) if wanted else []


def _editions(first: Any, loaded: Mapping[int, Any], question: Question, found: Found) -> list[Any] | None:
    """Return all editions of the number if the results must have them, that is if nothing was left out."""
    if question.restrictions or found.total > len(found.matches):
        return None
    return [record for record in loaded.values() if record.base_key == first.base_key]


def _rows(
    question: Question, found: Found, loaded: Mapping[int, Any], relations: Iterable[StandardRelation]
) -> list[Row]:
    successors: dict[int, list[str]] = {}
    for edge in relations:
        if edge.kind == RelationKind.REPLACES and edge.extent == Extent.FULL and edge.target_id:
            successors.setdefault(edge.target_id, []).append(edge.standard.number)
    rows = [
        _row(loaded[pk], match, question, successors.get(pk, ()))
        for pk, match in found.matches.items()
        if pk in loaded
    ]
    return _by_kind(rows)


def _row(standard: Any, match: Match | None, question: Question, replaced_by: Sequence[str]) -> Row:
    words = question.words_text
    amended = (
        f"#{question.amendment.split('-')[0].lower()}" if question.amendment and match is Match.EXACT else ""
    )
    return Row(
        standard=standard,
        url=standard.get_absolute_url() + amended,
        title=highlight(standard.title, words),
        status=standard.status,
        status_label=str(Status(standard.status).label),
        line=short(standard, replaced_by),
        excerpt=_excerpt(standard.scope, question) if match is Match.TEXT else "",
        match=match,
    )


def _excerpt(scope: str, question: Question) -> str:
    wanted = question.words_text or str(question.numbers[0] if question.numbers else "")
    return highlight(best_sentence(scope, wanted), wanted) if scope and analysis.words(wanted) else ""


def _by_kind(rows: list[Row]) -> list[Row]:
    """Put the other editions newest first and the parts by number; the rest stays as it was found."""
    order = {
        Match.EDITION: lambda row: (-(row.standard.year or 0), row.standard.pk),
        Match.PART: lambda row: (row.standard.sort_key, row.standard.pk),
    }
    ordered: list[Row] = []
    for match in dict.fromkeys(row.match for row in rows):
        same = [row for row in rows if row.match is match]
        ordered += sorted(same, key=order[match]) if match in order else same
    return ordered


def _adoptions(numbers: Sequence[Number], today: dt.date) -> list[Row]:
    """Return the Chinese standards that adopt an international one, those in force first (vectors 28, 30).

    NEQ is no adoption.
    """
    keys = [number.base_key for number in numbers if number.kind in _OUTSIDE]
    if not keys:
        return []
    adopting = dated().filter(
        relations__kind=RelationKind.ADOPTS,
        relations__target_base_key__in=keys,
        relations__degree__in=_COUNTS_AS_ADOPTION,
    )
    rows = adopting.annotate(degree=F("relations__degree")).order_by("sort_key")
    records = sorted(stamp(rows, today), key=lambda record: record.status != Status.CURRENT)
    return [plain_row(record, str(Degree(record.degree).label)) for record in records]


def _similar(standard: Any, today: dt.date) -> list[Row]:
    """Return what is called alike, marked with what the titles share."""
    ids = similar(standard.title, standard.base_key, today, _SIMILAR)
    records = {
        record.pk: record
        for record in stamp(dated().filter(pk__in=ids).select_related("issuer").only(*_SHOWN), today)
    }
    return [plain_row(records[pk], short(records[pk])) for pk in ids if pk in records]


def _nearest(question: Question, today: dt.date) -> list[Row]:
    """Return records of the same code with numbers next to one that was not found (vector 38)."""
    number = question.numbers[0]
    if number.bare:
        return []
    rows = dated().filter(code_class=number.code_class)
    half = _NEAREST // 2
    below = stamp(rows.filter(sort_key__lt=number.sort_key).order_by("-sort_key")[:half], today)
    above = stamp(rows.filter(sort_key__gte=number.sort_key).order_by("sort_key")[:half], today)
    return [plain_row(record, short(record)) for record in [*reversed(below), *above]]


def plain_row(standard: Any, line: str) -> Row:
    """Return a record that was not searched for, with nothing marked."""
    return Row(
        standard=standard,
        url=standard.get_absolute_url(),
        title=escape(standard.title),
        status=standard.status,
        status_label=str(Status(standard.status).label),
        line=line,
    )
