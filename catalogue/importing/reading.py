"""What every row of a directory says: where it comes from, and when that was looked at."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from onestop.catalogue.importing.reasons import Problem, Reason, Refused
from onestop.standards.importing import cells


@dataclass(frozen=True, slots=True)
class Said:
    """What is said for the whole file, and who imports it."""

    source: str = ""
    checked: dt.date | None = None
    by: str = ""

    def source_of(self, given: dict[str, str], problems: list[Problem]) -> str:
        """Return where a row comes from; without a source it is not taken."""
        found = given.get("source") or self.source
        if not found:
            problems.append(Problem("source", Reason.SOURCE_MISSING))
        return found

    def checked_of(self, given: dict[str, str], problems: list[Problem]) -> dt.date | None:
        """Return the day of checking of a row; without one it is not taken."""
        if "checked" in given:
            found = day("checked", given, problems)
            if found and found > timezone.localdate():
                problems.append(Problem("checked", Reason.CHECKED_FUTURE, given["checked"]))
            return found
        if self.checked is None:
            problems.append(Problem("checked", Reason.CHECKED_MISSING))
        return self.checked


def day(name: str, given: dict[str, str], problems: list[Problem]) -> dt.date | None:
    """Read a day; one that was found but not understood refuses the row: no validity is made up."""
    text = given.get(name, "")
    if not text:
        return None

    def note(_field: str, _reason: Any, value: str, _detail: str = "") -> None:
        problems.append(Problem(name, Reason.DATE, value))

    return cells.date(name, text, note)


def settle(problems: list[Problem]) -> list[Problem]:
    """Return the problems with which a row is taken all the same.

    Raises:
        Refused: there are others.
    """
    marks = [each for each in problems if not each.refuses]
    refusals = [each for each in problems if each.refuses]
    if refusals:
        raise Refused(*refusals, *marks)
    return marks
