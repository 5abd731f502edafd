"""The checks of the whole site, one a file; each yields findings and changes nothing."""

from collections.abc import Callable, Iterable

from onestop.home.editorial.checks.columns import stale_columns
from onestop.home.editorial.checks.ended import links_to_ended_policies
from onestop.home.editorial.checks.late import late_pages
from onestop.home.editorial.checks.links import dead_external_links, links_to_hidden_pages
from onestop.home.editorial.checks.pages import page_rules
from onestop.home.editorial.checks.rendered import rendered_pages
from onestop.home.editorial.checks.words import words_to_avoid
from onestop.home.editorial.finding import Finding

Check = Callable[[], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    late_pages,
    page_rules,
    rendered_pages,
    stale_columns,
    dead_external_links,
    links_to_hidden_pages,
    links_to_ended_policies,
    words_to_avoid,
)

__all__ = ["CHECKS", "Check"]
