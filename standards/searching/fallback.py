"""The same question put to the database: numbers, filters, words in titles; no counts, no full text.

It answers while the engine cannot (spec 2.8). The order is that of the tiers; inside a tier, by number.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from onestop.standards.models import Standard, StandardAlias
from onestop.standards.searching import filters, tiers
from onestop.standards.searching.asking import Question
from onestop.standards.searching.facets import chosen_facets
from onestop.standards.searching.ladder import Key, Step, steps
from onestop.standards.searching.tiers import Match

_FIRST_DAY = dt.date.min
_ORDERS: Mapping[str, tuple[Any, ...]] = {
    "effective": (F("effective_on").desc(nulls_last=True), "pk"),
    "issued": (F("issued_on").desc(nulls_last=True), "pk"),
    "number": ("sort_key", "pk"),
}


def find(question: Question, today: dt.date, offset: int, size: int) -> tuple[int, dict[int, Match | None]]:
    """Return how many records answer, and those of a page with how they match."""
    rows: QuerySet[Any] = Standard.objects.public().with_status(today).annotate(head=is_head(today))
    for facet, values in chosen_facets(question.restrictions):
        rows = facet.restrict(rows, values)
    ranked = not (question.is_empty or question.classes)
    if ranked:
        rows = _ranked(rows, question)
    if not question.all_editions:
        rows = rows.filter(_shown(question))
    total = rows.count()
    if question.sort == filters.RELEVANCE and ranked:
        page = rows.order_by("-tier", "sort_key", "pk")[offset : offset + size]
        return total, {pk: tiers.match_of(tier) for pk, tier in page.values_list("pk", "tier")}
    sort = filters.UNRANKED if question.sort == filters.RELEVANCE else question.sort
    page = rows.order_by(*_ORDERS[sort])[offset : offset + size]
    return total, dict.fromkeys(page.values_list("pk", flat=True))


def is_head(today: dt.date) -> Q:
    """Return the condition that an edition stands for its number today: ``editions.head_spans`` in SQL."""
    begins = Coalesce("starts_on", Value(_FIRST_DAY))
    others = Standard.objects.public().filter(base_key=OuterRef("base_key")).annotate(begins=begins)
    own = Coalesce(OuterRef("starts_on"), Value(_FIRST_DAY))
    year, own_year = Coalesce(F("year"), Value(0)), Coalesce(OuterRef("year"), Value(0))
    others = others.annotate(edition=year)
    same_day = Q(begins=own)
    later = Q(begins__gt=own) | same_day & (
        Q(edition__gt=own_year) | Q(edition=own_year, pk__gt=OuterRef("pk"))
    )
    earlier = Q(begins__lt=own) | same_day & (
        Q(edition__lt=own_year) | Q(edition=own_year, pk__lt=OuterRef("pk"))
    )
    started = Q(starts_on__lte=today) | Q(starts_on__isnull=True)
    is_first = ~Exists(others.filter(earlier))
    return (started | is_first) & ~Exists(others.filter(later, started))


def _shown(question: Question) -> Q:
    if not question.is_number:
        return Q(head=True)
    return Q(head=True) | Q(tier__gte=tiers.EDITION - tiers.MOST_LATER)


def _ranked(rows: QuerySet[Any], question: Question) -> QuerySet[Any]:
    """Annotate ``tier`` and keep what has one."""
    cases = list(_number_cases(question)) if question.is_number else []
    if question.words:
        titles = Q()
        for word in question.words:
            titles &= Q(title__icontains=word) | Q(other_titles__icontains=word) | Q(title_en__icontains=word)
        cases.append(When(titles, then=Value(tiers.TITLE)))
    if not cases:
        return rows.none()
    return rows.annotate(tier=Case(*cases, default=None, output_field=FloatField())).filter(
        tier__isnull=False
    )


def _number_cases(question: Question) -> Iterator[When]:
    """Yield the steps from the highest tier to the lowest, as SQL takes the first that holds."""
    for step in sorted(steps(question), key=lambda step: -step.tier):
        yield When(_condition(step), then=Value(step.tier))


def _condition(step: Step) -> Q:
    number = step.number
    if number.bare:
        return _without_code(step)
    year = Q(year=int(number.year)) if number.year else Q()
    base = _keyed("base_key", number.base_key)
    return {
        # Also the edition with a note: 50016-2014 is 50016-2014(2018年版).
        Key.FULL: _keyed("full_key", number.full_key) | Q(base_key=number.base_key) & year,
        Key.HEAD: base & Q(head=True),
        Key.BASE: base | Q(plan_number__iexact=str(number)),
        Key.DATED_LOOSE: Q(loose_key=number.loose_key) & year,
        Key.LOOSE: Q(loose_key=number.loose_key),
        Key.FAMILY: Q(family_key=number.family_key),
    }[step.key]


def _without_code(step: Step) -> Q:
    number = step.number
    base = Q(serial=number.number, part=number.part)
    match step.key:
        case Key.FULL:
            return base & Q(year=int(number.year))
        case Key.HEAD:
            return base & Q(head=True)
        case Key.BASE:
            return base
        case Key.FAMILY:
            return Q(serial=number.number)
    return Q(pk__in=[])


def _keyed(column: str, key: str) -> Q:
    """Return the condition that the record, or one of its other numbers, has this key."""
    aliases = StandardAlias.objects.filter(**{column: key}).values("standard_id")
    return Q(**{column: key}) | Q(pk__in=aliases)
