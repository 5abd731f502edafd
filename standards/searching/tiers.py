"""Fixed amounts of the score that keep the kinds of matches apart, and how they are read back from a score.

The resolution order of spec 2.2 is one query: a record takes the best tier that it reaches. What relevance
adds within a tier (words, status, how the number was read) is always less than the distance to the next, so
the score of a result tells which kind of match it is.
"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Match(StrEnum):
    """How a result matches the question, in the API's words."""

    EXACT = "exact"
    EDITION = "edition"
    LOOSE = "loose"
    PART = "part"
    TITLE = "title"
    TEXT = "text"

    @property
    def label(self) -> str | Promise:
        """What stands above such results."""
        return _LABELS[self]


_LABELS = {
    Match.EXACT: _("Exact match"),
    Match.EDITION: _("Other editions of this standard"),
    Match.LOOSE: _("Numbers written alike"),
    Match.PART: _("Other parts of this series"),
    Match.TITLE: _("Match in the title"),
    Match.TEXT: _("Match in the text"),
}

EXACT, EDITION, DATED_LOOSE, LOOSE, PART, HINT = 130.0, 120.0, 112.0, 110.0, 100.0, 90.0
WHOLE_TITLE, TITLE = 70.0, 30.0
LATER_READING = 0.1
"""What each further reading of the number costs, so the likeliest comes first; at most ``MOST_LATER``."""
MOST_LATER = 2.5
TEXT_SHARE = 0.1
"""What a point of BM25 counts beside the tiers."""

_FLOORS = (
    (EXACT - 5, Match.EXACT),
    (EDITION - 5, Match.EDITION),
    (LOOSE - 5, Match.LOOSE),
    (PART - 5, Match.PART),
    (HINT - 5, Match.LOOSE),
    (TITLE, Match.TITLE),
)


def match_of(score: float) -> Match:
    """Return the kind of match that a score stands for."""
    return next((match for floor, match in _FLOORS if score >= floor), Match.TEXT)
