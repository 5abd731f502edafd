"""What only Wagtail's signals tell: a page is published, taken offline, moved, closed to the public."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from onestop.search import outbox
from onestop.search.pages import texts
from onestop.search.pages.document import PageDocument
from onestop.search.pages.models import PageText


@receiver(page_published, dispatch_uid="search.page_published")
def published(instance: Page, **_kwargs: Any) -> None:
    """Write down what the page says now."""
    texts.write(instance)


@receiver(page_unpublished, dispatch_uid="search.page_unpublished")
def unpublished(instance: Page, **_kwargs: Any) -> None:
    """Take the page out of the index."""
    texts.changed([instance.pk])


@receiver(post_page_move, dispatch_uid="search.page_moved")
def moved(instance: Page, **_kwargs: Any) -> None:
    """Look again at a branch: below another page it may be open or closed."""
    texts.changed(_branch(instance))


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="search.page_restricted")
def restricted(instance: PageViewRestriction, **_kwargs: Any) -> None:
    """Look again at a branch that is closed to the public, or open again."""
    texts.changed(_branch(instance.page))


@receiver(post_delete, sender=PageText, dispatch_uid="search.page_deleted")
def deleted(instance: PageText, **_kwargs: Any) -> None:
    """Take a deleted page out of the index."""
    outbox.schedule(PageDocument, [instance.pk])


def _branch(page: Page) -> list[int]:
    return list(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))
