"""The order of headings in a text: the page's title is the first level, so a text begins with the second."""

import re
from collections.abc import Iterator

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
TITLE = 1


def heading_faults(html: str) -> Iterator[str]:
    """Yield a sentence for each heading that skips a level or says nothing."""
    above = TITLE
    for found in _HEADING.finditer(html):
        level, words = int(found[1]), strip_tags(found[2]).strip()
        if not words:
            yield _("A heading is empty. Write it or delete the line.")
        elif level > above + 1:
            yield _("The heading “%(words)s” skips a level. Make it one level higher.") % {"words": words}
        elif level == TITLE:
            yield _("The heading “%(words)s” is of the first level, which is the page's title.") % {
                "words": words
            }
        above = level
