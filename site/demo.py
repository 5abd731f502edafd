"""Loading demo content in reasonable time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Max

from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def many_pages() -> Iterator[None]:
    """Have Wagtail note what the new pages refer to once, not at every save of each of their rows."""
    newest = Page.objects.aggregate(newest=Max("pk"))["newest"] or 0
    with disable_reference_index_auto_update():
        yield
    for page in Page.objects.filter(pk__gt=newest).specific():
        ReferenceIndex.create_or_update_for_object(page)
