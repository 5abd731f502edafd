"""The whole-page cache: anonymous pages answered from memory, gone the moment anything they show has changed.

Read docs/caching.md. The rest of the site needs two functions of it: :func:`bump` after a change that the
database connection cannot see, and :func:`skip` for an answer that must not be kept.
"""

from onestop.site.page_cache.generation import bump
from onestop.site.page_cache.policy import skip

__all__ = ["bump", "skip"]
