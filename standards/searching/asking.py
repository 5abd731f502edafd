"""What is asked of the directory, read from an address and understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import QueryDict

from onestop.search import analysis
from onestop.standards.choices import StandardClass
from onestop.standards.numbers import Interpretation, Number, QueryKind, find_all, interpret
from onestop.standards.searching import filters
from onestop.standards.searching.facets import BY_NAME, FACETS
from onestop.standards.searching.wording import plain

CLASS_KINDS = (QueryKind.ICS, QueryKind.CCS, QueryKind.CODE)


@dataclass(frozen=True)
class Question:
    """A question to the directory.

    Attributes:
        text: as typed.
        chosen: values of the facets.
        sort: a name of ``filters.SORTS``.
        all_editions: show every edition as a result, not one for each number.
        errors: what could not be read, by parameter.
        literal: the text is nothing but words, whatever else it looks like.
    """

    text: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = filters.RELEVANCE
    all_editions: bool = False
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    literal: bool = False

    @classmethod
    def from_address(cls, data: QueryDict) -> "Question":
        """Read the parameters of an address; what is wrong in them is left out and said in ``errors``."""
        clean, errors = filters.read(data)
        return cls(
            text=(clean.get("q") or "").strip(),
            chosen={facet.name: list(clean.get(facet.name) or []) for facet in FACETS},
            sort=clean.get("sort") or filters.RELEVANCE,
            all_editions=clean.get("editions") == filters.ALL_EDITIONS,
            errors=errors,
        )

    @cached_property
    def meaning(self) -> Interpretation:
        """How the text is understood."""
        return Interpretation(QueryKind.TEXT, rest=self.text) if self.literal else interpret(self.text)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Return the number that the text most likely means; of a double number both halves."""
        first = self.meaning.number
        if first is None:
            return ()
        return (first.parent, first.dual.parent) if first.dual else (first.parent,)

    @cached_property
    def other_readings(self) -> tuple[Number, ...]:
        """Return what else the spelling can mean (a missing slash), likeliest first."""
        others = dict.fromkeys(number.parent for number in self.meaning.candidates[1:])
        return tuple(number for number in others if number not in self.numbers)

    @cached_property
    def further_numbers(self) -> list[Number]:
        """Return the numbers that stand beside the one that is looked up: ``GB/T 19012 和 GB/T 19001``."""
        asked = {number.base_key for number in self.numbers}
        beside = {number.base_key: number.parent for _start, _end, number in find_all(self.meaning.rest)}
        return [number for key, number in beside.items() if key not in asked]

    @cached_property
    def amendment(self) -> str:
        """Return the amendment asked for, ``XG1``."""
        return next((number.amendment for number in self.meaning.candidates if number.amendment), "")

    @cached_property
    def words_text(self) -> str:
        """Return the text to look for in titles and texts: all of it, or what stands beside a number."""
        if self.meaning.kind in CLASS_KINDS:
            return ""
        return plain(self.meaning.rest)

    @cached_property
    def words(self) -> list[str]:
        """Return the words of ``words_text``."""
        return analysis.words(self.words_text)

    @property
    def is_number(self) -> bool:
        """Tell whether a number is asked for."""
        return bool(self.numbers)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for by text."""
        return not self.text

    @property
    def is_everything(self) -> bool:
        """Tell whether the whole directory is asked for."""
        return self.is_empty and not any(self.chosen.values())

    @property
    def has_nothing_to_look_for(self) -> bool:
        """Tell whether there is a text, but nothing in it that could be found: signs, pictures."""
        return bool(self.text) and not (self.numbers or self.words or self.classes)

    @cached_property
    def classes(self) -> dict[str, list[str]]:
        """Return the class that the text names, as choices of facets: ``03.120.10``, ``A00``, ``GB/T``."""
        meaning = self.meaning
        named = {
            "ics": [meaning.ics],
            "ccs": [meaning.ccs],
            "code": meaning.codes,
            "class": self._named(),
        }
        return {name: list(values) for name, values in named.items() if any(values)}

    def _named(self) -> list[str]:
        """Return the class whose name is all of the text: 行业标准."""
        if self.literal or self.meaning.kind is not QueryKind.TEXT:
            return []
        text = "".join(self.text.split())
        return [value for value, label in StandardClass.choices if text == str(label)]

    @cached_property
    def restrictions(self) -> dict[str, list[str]]:
        """Return the chosen values of the facets with the class that the text names."""
        chosen = {name: list(values) for name, values in self.chosen.items() if values and name in BY_NAME}
        for name, codes in self.classes.items():
            chosen[name] = list(dict.fromkeys([*chosen.get(name, []), *codes]))
        return chosen

    @property
    def may_be_words(self) -> bool:
        """Tell whether what is taken for a class may be words after all: ``QC``, 团体标准."""
        return bool(self.classes) and self.meaning.kind in (QueryKind.CODE, QueryKind.TEXT)

    def in_words(self) -> "Question":
        """Return the question with its text taken for words."""
        return replace(self, literal=True)

    def without(self, facet: str, value: str) -> "Question":
        """Return the question without one value of a facet."""
        values = [each for each in self.chosen.get(facet, []) if each != value]
        return replace(self, chosen={**self.chosen, facet: values})
