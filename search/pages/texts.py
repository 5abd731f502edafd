"""Writing down the words of pages, and having the index follow."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import transaction

from wagtail.models import Page

from onestop.search import outbox
from onestop.search.pages.document import PageDocument
from onestop.search.pages.mixin import SearchablePage
from onestop.search.pages.models import PageText

BATCH = 200


def page_types() -> list[type[Page]]:
    """Return the page types that the search finds."""
    return [model for model in apps.get_models() if issubclass(model, SearchablePage)]


def write(page: Page) -> None:
    """Write down the words of ``page`` as it is published now; nothing for a type that is not searchable."""
    specific = page.specific
    if not isinstance(specific, SearchablePage):
        return
    with transaction.atomic():
        text, _created = PageText.objects.update_or_create(page_id=page.pk, defaults=_words(specific))
        outbox.schedule(PageDocument, [text.pk])


def changed(pages: Iterable[int]) -> None:
    """Have the index look again at the pages with these keys: who may read them has changed."""
    with transaction.atomic():
        outbox.schedule(PageDocument, PageText.objects.filter(page__in=pages).values_list("pk", flat=True))


def write_all() -> int:
    """Write down the words of every published page, also of new types; return how many."""
    count = 0
    for page in _published():
        write(page)
        count += 1
    return count


def _published() -> Iterator[Page]:
    for model in page_types():
        yield from model.objects.live().iterator(chunk_size=BATCH)


def _words(page: SearchablePage) -> dict[str, object]:
    return {
        "group": page.search_group,
        "title": getattr(page, "title", ""),
        "keywords": "\n".join(filter(None, (word.strip() for word in page.search_keywords()))),
        "summary": page.search_summary(),
        "body": page.search_body(),
        "date": page.search_date(),
    }
