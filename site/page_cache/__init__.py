"""The whole-page cache: anonymous pages answered from memory, gone the moment anything they show has changed.

Read docs/caching.md. The rest of the site needs three functions of it: :func:`bump` after a change that the
database connection cannot see, :func:`skip` for an answer that must not be kept, and :func:`remember`
for what many pages have in common.
"""

from onestop.site.page_cache.generation import bump
from onestop.site.page_cache.memory import remember
from onestop.site.page_cache.policy import skip

__all__ = ["bump", "remember", "skip"]
