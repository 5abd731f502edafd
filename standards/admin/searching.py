"""Finding records in the admin, drafts too: by any spelling of the number, else by words of the titles."""

from django.db.models import Q, QuerySet

from onestop.standards import numbers
from onestop.standards.models import Standard, StandardAlias

MOST_WORDS = 8


def find(records: QuerySet[Standard], text: str) -> QuerySet[Standard]:
    """Return the records that an editor means by ``text``.

    A number finds its edition, else all editions, else what looks like it; words must all be in the record's
    number, titles or other numbers. The database is asked, so drafts are found and nothing can lag behind.
    """
    for condition in _by_number(text):
        found = records.filter(condition)
        if found.exists():
            return found
    return records.filter(_by_words(text))


def _by_number(text: str) -> list[Q]:
    """Return conditions from the exact to the loose for a text that reads as a number."""
    meant = numbers.interpret(text)
    if meant.rest or not (meant.candidates or meant.hints):
        return []
    if meant.kind is numbers.QueryKind.BARE_NUMBER:
        return [_bare(number) for number in meant.candidates]
    exact, base, loose = Q(pk__in=[]), Q(pk__in=[]), Q(pk__in=[])
    for number in meant.candidates:
        if number.year:
            exact |= Q(full_key=number.full_key) | _alias(full_key=number.full_key)
        base |= Q(base_key=number.base_key) | _alias(base_key=number.base_key)
        loose |= Q(loose_key=number.loose_key) | Q(family_key=number.family_key)
    hints = Q(base_key__in=[number.base_key for number in meant.hints])
    return [exact, base, loose, hints]


def _alias(**keys: str) -> Q:
    """Return a condition on other numbers that gives no record twice, as a join would."""
    return Q(pk__in=StandardAlias.objects.filter(**keys).values("standard"))


def _bare(number: numbers.Number) -> Q:
    condition = Q(serial=number.number)
    if number.part:
        condition &= Q(part=number.part)
    if number.year:
        condition &= Q(year=int(number.year))
    return condition


def _by_words(text: str) -> Q:
    condition = Q()
    for word in text.split()[:MOST_WORDS]:
        matches = _alias(number__icontains=word)
        for field in ("number", "title", "other_titles", "title_en"):
            matches |= Q(**{f"{field}__icontains": word})
        condition &= matches
    return condition
