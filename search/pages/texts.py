"""Writing down the words of pages, and having the index follow."""

from collections.abc import Iterable
from typing import Any

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
    if isinstance(specific, SearchablePage):
        with transaction.atomic():
            outbox.schedule(PageDocument, [_written(specific)])


def changed(pages: Iterable[int]) -> None:
    """Have the index look again at the pages with these keys: who may read them has changed."""
    with transaction.atomic():
        outbox.schedule(PageDocument, PageText.objects.filter(page__in=pages).values_list("pk", flat=True))


def write_all() -> int:
    """Write down the words of every published page, also of new types; return how many.

    Nothing is sent: the build that is about to begin reads them. Should it fail, the next drain sends them.
    """
    count = 0
    for model in page_types():
        for page in model.objects.live().iterator(chunk_size=BATCH):
            with transaction.atomic():
                outbox.note(PageDocument, [_written(page)])
            count += 1
    return count


def _written(page: Any) -> int:
    """Write down what ``page``, of a searchable type, says now; return the key of the row."""
    text, _created = PageText.objects.update_or_create(page_id=page.pk, defaults=_words(page))
    return text.pk


def _words(page: SearchablePage) -> dict[str, object]:
    return {
        "group": page.search_group,
        "title": getattr(page, "title", ""),
        "keywords": "\n".join(filter(None, (word.strip() for word in page.search_keywords()))),
        "summary": page.search_summary(),
        "body": page.search_body(),
        "date": page.search_date(),
    }
