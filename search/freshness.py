"""What a page shows of the search is as old as the index; this is told when the index has changed."""

import logging

from onestop.site import page_cache

logger = logging.getLogger(__name__)


def index_changed() -> None:
    """Drop the pages that were kept while the index was older.

    The database tells of its own writes; of the index nobody would. A worker or ``catch-up`` may bring it up
    to date long after the change itself, and a page rendered in between must not outlive that.
    """
    try:
        page_cache.bump()
    except OSError:
        logger.warning("search.pages_not_dropped", exc_info=True)
