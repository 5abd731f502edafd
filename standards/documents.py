"""The search document of a standard (spec 2.8, search lab)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from onestop.search import analysis
from onestop.search.documents import Keyword, Long, SearchDocument, Source, Tokens
from onestop.search.registry import register
from onestop.standards.choices import StandardClass, Status, TextPolicy
from onestop.standards.editions import END, Span, head_spans, status_spans
from onestop.standards.models import Standard
from onestop.standards.numbers import parse
from onestop.standards.querysets import replaced_on
from onestop.standards.searching.facets import FORMER, MOVING
from onestop.standards.searching.indexing import Batch, Edition
from onestop.standards.searching.keys import (
    first_integer,
    keys_of,
    prefixes_of,
    stored_keys,
    stored_prefixes,
)
from onestop.standards.searching.wording import plain, plain_key

TEXT, NO_TEXT = "true", "false"
_LAST_PART = 59
_LASTING = 90
_CLASS_FIRST: Mapping[str, int] = {StandardClass.NATIONAL: 40, StandardClass.INDUSTRY: 20}
_COLUMNS = (
    *("full_key", "base_key", "family_key", "loose_key", "serial", "part", "year", "sort_key", "plan_number"),
    *("title", "title_en", "other_titles", "scope"),
    *("standard_class", "nature", "code_class", "region", "text_policy", "stated_status", "status_override"),
    *("issued_on", "effective_on", "withdrawn_on", "starts_on", "replaced_on"),
)


@register
class StandardDocument(SearchDocument):
    """One edition. Its titles are those of the whole number: a former title finds the edition in force.

    ``<status>_from`` and ``<status>_until`` are the days (``date.toordinal``) on which the edition has the
    status, ``head_from`` and ``head_until`` those on which it stands for its number. A query compares them
    with today, so nothing has to be indexed anew at midnight. ``status`` and ``head`` spare it that for
    nearly all: they name a state that has begun and has no known end, and so stays until the record is
    written again (``head`` only that there is no way back). Where the clock has still to decide they say
    ``MOVING``.
    """

    titles_b = Tokens()
    titles_u = Tokens(index_options="freqs")
    title_keys = Keyword(doc_values=False)
    title_en = Tokens()
    body_b = Tokens()
    body_u = Tokens(index_options="freqs")

    number_keys = Keyword(doc_values=False)
    number_prefixes = Keyword(doc_values=False)

    standard_class = Keyword()
    nature = Keyword()
    code_class = Keyword()
    region = Keyword()
    ics = Keyword()
    ccs = Keyword()
    year = Keyword()
    has_text = Keyword()
    status = Keyword()
    head = Keyword()

    head_from = Long()
    head_until = Long()
    current_from = Long()
    current_until = Long()
    upcoming_from = Long()
    upcoming_until = Long()
    replaced_from = Long()
    replaced_until = Long()
    withdrawn_from = Long()
    withdrawn_until = Long()
    unknown_from = Long()
    unknown_until = Long()

    by_effective = Long(index=False)
    by_issued = Long(index=False)
    by_number = Long(index=False)

    class Settings:
        name = "standards"
        model = "standards.Standard"

    @classmethod
    def get_queryset(cls) -> QuerySet[Any, Any]:
        """Return what the public may see, as plain rows: a model instance takes longer than its document."""
        public = Standard.objects.public().annotate(replaced_on=replaced_on())
        return public.values_list("pk", *_COLUMNS, named=True)

    @classmethod
    def from_instances(cls, objs: Sequence[Any]) -> Iterable[Source]:
        """Yield the sources of rows of ``get_queryset``: four queries a batch, however many rows."""
        batch = Batch(objs)
        today = timezone.localdate().toordinal()
        for standard in objs:
            editions = batch.editions[standard.base_key]
            spans = status_spans(standard)
            yield {
                "pk": standard.pk,
                "static": _static(standard, spans),
                **_texts(standard, editions),
                **_numbers(standard, batch.aliases.get(standard.pk, ())),
                **_facets(standard, batch),
                **_days(standard.pk, spans, editions, today),
                "by_effective": _ordinal(standard.effective_on),
                "by_issued": _ordinal(standard.issued_on),
                "by_number": standard.sort_key,
            }


def _texts(standard: Any, editions: list[Edition]) -> Source:
    """Return the text fields; titles of all editions stand in one, the same title once."""
    texts = [*standard.other_titles.splitlines(), *(title for each in editions for title in each.titles)]
    raw = _unique([standard.title, *texts])
    every = _unique(plain(text) for text in raw if text.strip())
    titles_b, titles_u = analysis.grams("\n".join(every))
    body_b, body_u = analysis.grams(plain(standard.scope)) if standard.scope else ("", "")
    return {
        "title_keys": _unique(map(plain_key, every)),
        "titles_b": titles_b,
        "titles_u": titles_u,
        "title_en": analysis.bigrams(standard.title_en) if standard.title_en else "",
        "body_b": body_b,
        "body_u": body_u,
    }


def _numbers(standard: Any, aliases: Sequence[str]) -> Source:
    others = [number for number in map(parse, aliases) if number is not None]
    plan = parse(standard.plan_number) if standard.plan_number else None
    keys = [key for number in (*others, *([plan] if plan else ())) for key in keys_of(number)]
    prefixes = [prefix for number in others for prefix in prefixes_of(number)]
    return {
        "number_keys": _unique([*stored_keys(standard), *keys]),
        "number_prefixes": _unique([*stored_prefixes(standard), *prefixes]),
    }


def _facets(standard: Any, batch: Batch) -> Source:
    return {
        "standard_class": standard.standard_class,
        "nature": standard.nature or None,
        "code_class": standard.code_class,
        "region": standard.region or None,
        "ics": batch.ics.get(standard.pk),
        "ccs": batch.ccs.get(standard.pk),
        "year": str(standard.year) if standard.year else None,
        "has_text": TEXT if standard.text_policy == TextPolicy.FULL else NO_TEXT,
    }


def _days(pk: int, spans: Mapping[str, Span], editions: list[Edition], today: int) -> Source:
    head = head_spans(editions)[pk]  # type: ignore[arg-type]
    settled = (str(state) for state, span in spans.items() if _is_settled(span, today))
    days: Source = {"head_from": head.first, "head_until": head.until, "status": next(settled, MOVING)}
    if not _is_settled(head, today):
        days["head"] = FORMER if head.until <= today else MOVING
    for status, span in spans.items():
        days[f"{status!s}_from"], days[f"{status!s}_until"] = span.first, span.until
    return days


def _is_settled(span: Span, today: int) -> bool:
    """Tell whether a state has begun and has no known end."""
    return span.first <= today and span.until == END


def _static(standard: Any, spans: Mapping[str, Span]) -> int:
    """Return what decides among equals: in force without a known end, national first, lower parts first.

    All of it is fact, whatever the day. The sum stays below 200 of 1000: it multiplies the whole score,
    which has fixed amounts in it.
    """
    lasting = Status.CURRENT in spans and spans[Status.CURRENT].until == END
    part = min(first_integer(standard.part), _LAST_PART)
    return _LASTING * lasting + _CLASS_FIRST.get(standard.standard_class, 0) + _LAST_PART - part


def _ordinal(day: dt.date | None) -> int | None:
    return day.toordinal() if day else None


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
