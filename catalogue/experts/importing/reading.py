"""Understanding one person's row. Telephone and e-mail get into no finding, in whatever column they stand."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from onestop.catalogue.experts.choices import CompetenceKind
from onestop.catalogue.experts.models import Competence, ExpertField
from onestop.catalogue.importing.columns import BEYOND, fold
from onestop.catalogue.importing.reading import Said, settle
from onestop.catalogue.importing.reasons import Problem, Reason, Refused
from onestop.catalogue.services.models import ServiceCategory
from onestop.standards import numbers

SECRET = frozenset({"phone", "email", BEYOND})
"""What stood in these is not repeated: beyond the header anything may have been shifted."""

HIDDEN = "***"
_ITEMS, _LAWS = re.compile(r"[;；、，,|]+"), re.compile(r"[;；|]+")
_CONTACT = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[\s-]?\d{7,8})(?!\d)|[^\s@]+@[^\s@]+")
_TAKEN_OVER = ("name", "employer", "professional_title", "introduction", "phone", "email", "recommended_by")


@dataclass(slots=True)
class Entry:
    """A row that was understood."""

    person: dict[str, Any]
    region: str
    fields: list[ExpertField]
    categories: list[ServiceCategory]
    competences: list[Competence]
    problems: list[Problem] = field(default_factory=list)

    @property
    def known_as(self) -> str:
        """Return the name."""
        return str(self.person["name"])


class Reader:
    """Reads the rows of one file.

    Args:
        said: source and day of checking for the whole file.
    """

    def __init__(self, said: Said) -> None:
        self._said = said
        self._fields = {fold(each.name): each for each in ExpertField.objects.all()}
        categories = list(ServiceCategory.objects.all())
        self._categories = {fold(each.name): each for each in categories} | {
            fold(each.code): each for each in categories
        }

    def read(self, given: dict[str, str]) -> Entry:
        """Return what a row says.

        Raises:
            Refused: the row cannot be taken.
        """
        problems: list[Problem] = []
        if BEYOND in given:
            problems.append(Problem(BEYOND, Reason.COLUMNS))
        if not given.get("name"):
            problems.append(Problem("name", Reason.MISSING))
        entry = Entry(
            person={
                **{name: given.get(name, "") for name in _TAKEN_OVER},
                "source": self._said.source_of(given, problems),
                "checked_on": self._said.checked_of(given, problems),
            },
            region=given.get("region", ""),
            fields=_chosen("fields", given, self._fields, problems),
            categories=_chosen("categories", given, self._categories, problems),
            competences=_competences(given, problems),
        )
        try:
            entry.problems = settle(problems)
        except Refused as refused:
            raise hidden(refused) from None
        return entry


def hidden(refused: Refused) -> Refused:
    """Return the same without what could be somebody's telephone or mail."""
    return Refused(
        *(
            replace(each, value="" if each.field in SECRET else _CONTACT.sub(HIDDEN, each.value))
            for each in refused.problems
        )
    )


def _chosen(name: str, given: dict[str, str], known: dict[str, Any], problems: list[Problem]) -> list[Any]:
    """Return the entries of a list that a cell names; an import does not add to the list."""
    texts = [text.strip() for text in _ITEMS.split(given.get(name, "")) if text.strip()]
    if not texts:
        problems.append(Problem(name, Reason.MISSING))
    unknown = [text for text in texts if fold(text) not in known]
    problems.extend(Problem(name, Reason.CHOICE_UNKNOWN, text) for text in unknown)
    return list(dict.fromkeys(known[fold(text)] for text in texts if fold(text) in known))


def _competences(given: dict[str, str], problems: list[Problem]) -> list[Competence]:
    found: dict[str, CompetenceKind] = {}
    for text in filter(None, map(str.strip, _ITEMS.split(given.get("standards", "")))):
        number = numbers.parse(text)
        if number is None or number.bare:
            problems.append(Problem("standards", Reason.NUMBER, text))
        else:
            found[numbers.display(number)] = CompetenceKind.STANDARD
    for text in filter(None, map(str.strip, _LAWS.split(given.get("laws", "")))):
        found.setdefault(text.strip("《》"), CompetenceKind.LAW)
    return [Competence(kind=kind, reference=reference) for reference, kind in found.items()]
