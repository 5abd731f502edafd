"""Extension points of the standards' pages, filled by apps to the right (see ``onestop.site.hooks``)."""

RECORD_SECTIONS = "onestop_standard_sections"
"""``f(request, standard) -> Component | None``: a section below the facts (clauses, comparison)."""

RECORD_ASIDE = "onestop_standard_aside"
"""``f(request, standard) -> Component | None``: a card beside the facts (services that work with it)."""

RESULT_GROUPS = "onestop_standard_results"
"""``f(request, question) -> Component | None``: a group below the results (services, guides).

``question`` is a ``onestop.standards.searching.asking.Question``.
"""
