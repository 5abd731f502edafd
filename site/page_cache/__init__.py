"""The whole-page cache: anonymous pages answered from memory, gone the moment anything they show has changed.

Read docs/caching.md. The rest of the site needs four functions of it: :func:`bump` after a change that the
database connection cannot see, :func:`skip` for an answer that must not be kept, :func:`remember` for what
many pages have in common, and :func:`remember_for` where that is true for a while only.
"""

from onestop.site.page_cache.generation import bump
from onestop.site.page_cache.memory import remember, remember_for
from onestop.site.page_cache.policy import skip

__all__ = ["bump", "remember", "remember_for", "skip"]
