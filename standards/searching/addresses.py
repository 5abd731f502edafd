"""The addresses of a page of results: every choice is a plain link."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote_plus, urlencode

from onestop.standards.searching import filters
from onestop.standards.searching.asking import Question
from onestop.standards.searching.facets import FACETS

_AROUND = 2
_VALUE = "\0"
"""Stands for a value of a facet; no value holds it."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page in the pager; without a number it is a gap."""

    number: int = 0
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Addresses:
    """Addresses that ask ``question`` with one thing changed; a change leads to the first page again."""

    path: str
    question: Question

    def parameters(self, *, text: bool = True) -> list[tuple[str, str]]:
        """Return what the address says, the question first, then the facets in their order."""
        question = self.question
        pairs = [("q", question.text)] if text and question.text else []
        pairs += [(facet.name, value) for facet in FACETS for value in question.chosen.get(facet.name, ())]
        if question.sort != filters.RELEVANCE:
            pairs.append(("sort", question.sort))
        if question.all_editions:
            pairs.append(("editions", filters.ALL_EDITIONS))
        return pairs

    def url(self, *more: tuple[str, str]) -> str:
        """Return the address with further parameters."""
        pairs = [*self.parameters(), *more]
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def page(self, number: int) -> str:
        """Return the address of a page."""
        return self.url(("page", str(number))) if number > 1 else self.url()

    def toggles(self, facet: str, values: Iterable[str]) -> Iterator[str]:
        """Yield for each of ``values`` the address with it chosen, or no longer chosen."""
        before, after = self._around(facet)
        gone = self.question.restrictions.get(facet, ())
        for value in values:
            yield self.without(facet, value) if value in gone else before + quote_plus(value) + after

    def _around(self, facet: str) -> tuple[str, str]:
        """Return the address with one more value of ``facet`` as what stands before the value and after it.

        Written once for all the values: a page has fifty of them.
        """
        chosen = {**self.question.chosen, facet: [*self.question.chosen.get(facet, ()), _VALUE]}
        url = Addresses(self.path, replace(self.question, chosen=chosen)).url()
        # No text can hold this: its "=" would be encoded.
        before, name, after = url.partition(f"{facet}={quote_plus(_VALUE)}")
        return before + name.partition("=")[0] + "=", after

    def without(self, facet: str, value: str) -> str:
        """Return the address without a value of a facet; a class named by the text goes with the text."""
        question = self.question.without(facet, value)
        if value in question.classes.get(facet, ()):
            question = replace(question, text="")
        return Addresses(self.path, question).url()

    def sorted_by(self, sort: str) -> str:
        """Return the address sorted in another way."""
        return Addresses(self.path, replace(self.question, sort=sort)).url()

    def editions(self, *, every: bool) -> str:
        """Return the address with every edition as a result, or one for each number."""
        return Addresses(self.path, replace(self.question, all_editions=every)).url()

    def cleared(self) -> str:
        """Return the address of the text alone."""
        return Addresses(self.path, Question(text=self.question.text, sort=self.question.sort)).url()

    def pages(self, current: int, last: int) -> Sequence[PageLink]:
        """Return the first, the last and the pages around ``current``."""
        return list(self._pages(current, last)) if last > 1 else []

    def _pages(self, current: int, last: int) -> Iterator[PageLink]:
        shown = {1, last, *range(current - _AROUND, current + _AROUND + 1)}
        before = 0
        for number in sorted(each for each in shown if 1 <= each <= last):
            if number > before + 1:
                yield PageLink()
            yield PageLink(number, self.page(number), number == current)
            before = number
