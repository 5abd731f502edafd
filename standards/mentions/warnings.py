"""What an editor should know of the standards that a text names."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.standards.mentions.linking import instead
from onestop.standards.mentions.lookup import look_up
from onestop.standards.numbers import Number, find_all


def numbers_in(texts: Iterable[str]) -> list[Number]:
    """Return the standards that ``texts`` name, each once, in the order of their first mention."""
    found = {
        number.full_key: number.parent
        for text in texts
        for _start, _end, number in find_all(text)
        if not number.bare
    }
    return list(found.values())


def outdated(texts: Iterable[str], today: dt.date | None = None) -> list[str]:
    """Return a sentence for each standard named in ``texts`` that is replaced or withdrawn.

    Args:
        texts: Plain text or HTML.
        today: Decides what is in force; today when left out.
    """
    references = look_up(numbers_in(texts), today or timezone.localdate()).values()
    return [
        _("%(number)s is named, but it has ended: %(instead)s.")
        % {"number": each.asked, "instead": instead(each)}
        for each in references
        if each.ended
    ]
