"""How links are checked, and when what a directory says counts as old."""

import environ

env = environ.Env()

LINK_HIDDEN_AFTER = env.int("LINK_HIDDEN_AFTER", default=3)
"""Failed checks in a row after which a link is no longer shown."""

LINK_CHECK_TIMEOUT = env.int("LINK_CHECK_TIMEOUT", default=15)
"""Seconds that a site has to answer its check."""

LINK_CHECK_PARALLEL = env.int("LINK_CHECK_PARALLEL", default=4)
"""Sites that are asked at the same time."""

DIRECTORY_STALE_DAYS = env.int("DIRECTORY_STALE_DAYS", default=180)
"""Days after which a comparison with the official source is called old (clauses 4.2.7.2, 4.2.7.3)."""
