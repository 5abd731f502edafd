"""Finding a service by what people type."""

import re

from onestop.catalogue.services.entries import Entry, entries
from onestop.catalogue.services.searchable import SERVICES
from onestop.search import analysis
from onestop.search.pages.finding import find_pages

LONGEST = 200
MOST = 200
_NUMBER = re.compile(r"\d+(\.\d+)+(-\d+)?")


def find_services(q: str) -> list[Entry]:
    """Return the services that ``q`` asks for, the best first.

    Args:
        q: everyday words, a title, a number of a clause (4.2.5, 4.2.5.1) or an item's code; empty gives all.
    """
    text = analysis.normalise(q)[:LONGEST]
    found = entries()
    if not text:
        return list(found.values())
    if _NUMBER.fullmatch(text):
        return [entry for entry in found.values() if _is_numbered(entry, text)]
    ranked = find_pages(text, (SERVICES,), size=MOST, broad=True).texts
    return [found[row.page_id] for row in ranked if row.page_id in found]


def _is_numbered(entry: Entry, number: str) -> bool:
    return number in {entry.clause, entry.code} or entry.clause.startswith(f"{number}.")
