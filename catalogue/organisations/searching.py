"""Organisations in the site-wide search: by pairs of characters of what they are called and where they are.

There are some dozens of them, so they are compared one by one and no index has to follow what is saved.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.choices import Kind, Status
from onestop.catalogue.organisations.models import Organisation
from onestop.search import analysis
from onestop.search.pages.wording import essence, substrings
from onestop.search.site_search.asking import Asked, Result, ResultGroup
from onestop.search.wordlists.reading import word_lists
from onestop.site.page_cache import remember

GROUP = "organisations"
ORDER = 300
ENOUGH = 0.6
"""Share of the question's pairs of characters that a result must have."""

STATES = {Status.RUNNING: "current", Status.NOTICE: "upcoming", Status.SUSPENDED: "withdrawn"}


def results(_request: HttpRequest, asked: Asked) -> ResultGroup | None:
    """Return the organisations that a question to the site is about, for the hook ``SEARCH_GROUPS``."""
    if not asked.wants(GROUP):
        return None
    found = find(asked.text)
    shown = found[asked.offset : asked.offset + asked.size]
    return ResultGroup(
        GROUP,
        _("Places and institutions"),
        len(found),
        [_result(each) for each in shown],
        order=ORDER,
        more_url=asked.url(only=GROUP),
    )


def find(text: str) -> list[Organisation]:
    """Return the public organisations that ``text`` is about, best first; none is read twice."""
    pairs = substrings(essence(text, word_lists()), 2, 2)
    if not pairs:
        return []
    known = remember("organisations.called", _all_called)
    scored = [(_share(pairs, called), each) for each, called in known]
    kinds = list(Kind.values)
    best = [(share, each) for share, each in scored if share >= ENOUGH]
    best.sort(key=lambda row: (-row[0], kinds.index(row[1].kind)))
    return [each for _share_of_it, each in best]


def _all_called() -> list[tuple[Organisation, str]]:
    """Return every public organisation with what it is called."""
    rows = Organisation.objects.public().select_related("region").order_by("name")
    return [(each, _called(each)) for each in rows]


def _called(organisation: Organisation) -> str:
    """Return what an organisation is called and where it is, in normal form."""
    named = (
        *(organisation.name, organisation.get_kind_display(), organisation.region.name),
        *(organisation.region.short_name, organisation.address if organisation.shows_contact else ""),
    )
    return " ".join(analysis.words(" ".join(map(str, named))))


def _share(pairs: Sequence[str], called: str) -> float:
    """Return which part of the pairs stands in what an organisation is called."""
    return sum(pair in called for pair in pairs) / len(pairs)


def _result(organisation: Organisation) -> Result:
    standing = organisation.standing()
    line: list[Any] = [organisation.get_kind_display(), organisation.region.name]
    if organisation.shows_contact and organisation.address:
        line.append(organisation.address)
    return Result(
        title=organisation.name,
        url=organisation.get_absolute_url(),
        line=" · ".join(map(str, line)),
        state=STATES[standing],
        state_text=standing.label,
    )
