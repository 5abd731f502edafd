"""What may answer already: published questions and guides, never what others asked (clause 4.3.2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from onestop.catalogue.services.entries import Entry
from onestop.catalogue.services.finding import find_services
from onestop.home.models import FaqPage
from onestop.search import analysis
from onestop.site.page_cache import remember

ENOUGH = 0.25
"""Share of a question's own words that must stand in what was typed."""

MOST = 3
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Known:
    """A published question, its address and its words as pairs of characters."""

    title: str
    url: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Similar:
    """What is shown beside the form."""

    questions: Sequence[Known]
    services: Sequence[Entry]

    def __bool__(self) -> bool:
        return bool(self.questions or self.services)


def similar_to(text: str, *, with_services: bool = True) -> Similar:
    """Return published questions and guides that what was typed may mean, the nearest first."""
    plain = analysis.normalise(text)[:LONGEST]
    typed = frozenset(analysis.bigrams(plain).split())
    if not typed:
        return Similar((), ())
    ranked = [(len(each.words & typed) / len(each.words), each) for each in _known() if each.words]
    near = sorted((row for row in ranked if row[0] >= ENOUGH), key=lambda row: -row[0])
    services = find_services(plain)[:MOST] if with_services else ()
    return Similar([each for _share, each in near[:MOST]], services)


def _known() -> Sequence[Known]:
    """Return the published questions; read once until content changes."""
    return remember("requests.questions", _load)


def _load() -> Sequence[Known]:
    page = FaqPage.objects.live().public().first()
    return [
        Known(
            question.title,
            question.get_url() or "",
            frozenset(analysis.bigrams(f"{question.title} {question.words}").split()),
        )
        for question in (page.questions() if page else ())
    ]
