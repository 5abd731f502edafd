"""What is asked of the whole site, and the form in which each app answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from onestop.site.digits import number_of

PATH = "/search/"
LONGEST = 200
FEW, MANY = 4, 20
"""Results of a group beside others, and of a group alone on a page."""
LAST_PAGE = 500


class Renders(Protocol):
    """A part of a page that draws itself, as laces components do."""

    def render_html(self, parent_context: object = None) -> SafeString:
        """Return the part as HTML."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the site.

    Attributes:
        text: as typed.
        only: the one group that is wanted, or empty for some results of each.
        page: which page of that group, from 1.
        bad_page: what was asked for where that is no page.
    """

    text: str = ""
    only: str = ""
    page: int = 1
    bad_page: str = ""

    @classmethod
    def from_address(cls, data: QueryDict) -> "Asked":
        """Read the parameters ``q``, ``in`` and ``page`` of an address."""
        asked = data.get("page", "1")
        page = number_of(asked)
        good = 1 <= page <= LAST_PAGE
        return cls(
            text=" ".join(data.get("q", "")[:LONGEST].split()),
            only=data.get("in", "")[:40],
            page=page if good else 1,
            bad_page="" if good else asked[:20],
        )

    def wants(self, name: str) -> bool:
        """Tell whether the group ``name`` is to answer."""
        return not self.only or self.only == name

    @property
    def size(self) -> int:
        """Return how many results a group gives."""
        return MANY if self.only else FEW

    @property
    def offset(self) -> int:
        """Return how many results a group passes over."""
        return (self.page - 1) * self.size if self.only else 0

    def url(self, *, only: str = "", page: int = 1) -> str:
        """Return the address of the same question to one group."""
        values = {"q": self.text, "in": only, "page": str(page) if page > 1 else ""}
        return f"{PATH}?{urlencode({name: value for name, value in values.items() if value})}"


@dataclass(frozen=True, slots=True)
class Result:
    """One result: where it leads, what it is called, and what helps to choose, as HTML or plain text.

    Attributes:
        number: what stands before the title, a standard's number or a clause.
        line: a line below: for whom, when, where.
        excerpt: the words that matched.
        state: a state of the component ``badge`` with its word ``state_text``.
    """

    title: SafeString | str
    url: str
    number: str = ""
    line: str = ""
    excerpt: SafeString | str = ""
    state: str = ""
    state_text: str | Promise = ""


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """Results of one kind.

    Attributes:
        name: as in ``Asked.only``.
        title: its heading.
        total: how many there are in all.
        results: the first of them, or those of the page asked for.
        order: place among the groups, the lowest first.
        more_url: where all of them are.
        top: drawn before the results: the one answer, shown large.
        degraded: the engine could not answer.
    """

    name: str
    title: str | Promise
    total: int
    results: Sequence[Result]
    order: int = 100
    more_url: str = ""
    top: Renders | None = None
    degraded: bool = False

    @property
    def shown(self) -> int:
        """Return how many of them stand on the page."""
        return len(self.results) + (1 if self.top else 0)
