"""Many pages at once in the admin: which ones a bulk action will touch."""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.models import Page


def to_publish(chosen: Iterable[Page], action: Any) -> Iterator[Page]:
    """Yield what the action would publish: the ``chosen`` pages and, if asked for, the drafts below."""
    below = action.cleaned_form.cleaned_data.get("include_descendants")
    for page in chosen:
        yield page
        if below:
            yield from page.get_descendants().not_live()
