"""The whole-page cache: anonymous pages answered from memory, gone the moment anything they show has changed.

Read docs/caching.md. The rest of the site needs five functions of it: :func:`bump` after a change that the
database connection cannot see, :func:`skip` for an answer that must not be kept, :func:`remember` for what
many pages have in common, :func:`remember_for` where that is true for a while only, and :func:`remember_rows`
for the rows of lists that each reader narrows down in another way.
"""

from onestop.site.page_cache.generation import bump
from onestop.site.page_cache.memory import remember, remember_for, remember_rows
from onestop.site.page_cache.policy import skip

__all__ = ["bump", "remember", "remember_for", "remember_rows", "skip"]
