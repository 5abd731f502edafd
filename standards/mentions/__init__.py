"""Standards mentioned in running text: found by the grammar, looked up at once, linked to their records.

``link`` turns the numbers of a page into links, ``look_up`` says how each stands today, ``outdated`` tells an
editor which of them should not be named any more.
"""

from onestop.standards.mentions.linking import link
from onestop.standards.mentions.lookup import Reference, look_up
from onestop.standards.mentions.warnings import numbers_in, outdated

__all__ = ["Reference", "link", "look_up", "numbers_in", "outdated"]
