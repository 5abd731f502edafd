"""Extension points of the site-wide search, filled by apps to the right (see ``onestop.site.hooks``)."""

SEARCH_GROUPS = "onestop_search_groups"
"""``f(request, asked) -> ResultGroup | None``: results of one kind on ``/search/``.

``asked`` is a ``onestop.search.site_search.asking.Asked``; a function whose group it does not want returns
nothing.
"""
