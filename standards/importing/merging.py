"""Putting what a row says into a record, without overwriting an editor."""

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import Any

from onestop.standards.importing.columns import label_of
from onestop.standards.importing.entries import Entry
from onestop.standards.importing.reasons import Problem, Reason
from onestop.standards.models import Standard

_ORDERED = ("issued_on", "effective_on", "withdrawn_on")


@dataclass(slots=True)
class Merge:
    """A row and the record that it fills.

    Attributes:
        entry: the row.
        record: the record, new or from the register.
        keep: the reason why values that stand in the record stay (an editor, an earlier line), or ``None``.
        detail: further words for that reason.
        changed: the columns that the row changed.
        created: whether the record is new.
        touched: whether something beside its columns changed: a code, an edge, an amendment.
    """

    entry: Entry
    record: Standard
    keep: Reason | None = None
    detail: str = ""
    changed: set[str] = field(default_factory=set)
    created: bool = False
    touched: bool = False

    @property
    def outcome(self) -> str:
        """``created``, ``updated`` or ``unchanged``."""
        if self.created:
            return "created"
        return "updated" if self.changed or self.touched else "unchanged"

    def keeps(self, name: str, current: Any, said: Any) -> bool:
        """Return whether the record's value stays against the row's, and note that it does."""
        if self.keep is None or not current:
            return False
        self.entry.note(name, self.keep, str(said), self.detail or f"“{current}”")
        return True

    def fill(self, values: dict[str, Any]) -> None:
        """Take over the columns that the row fills; an empty cell empties nothing.

        Args:
            values: columns with the row's values; agencies by their records.
        """
        before = {name: getattr(self.record, name) for name in _ORDERED}
        checked_on = values.pop("checked_on", None)
        differs = False
        for name, value in values.items():
            current = getattr(self.record, name)
            if current == value or (name == "source" and self.keep):
                continue
            if self.keeps(name, current, value):
                differs = True
                continue
            self._set(name, value)
        self._check_order(before)
        if checked_on and not differs and (self.record.checked_on or dt.date.min) < checked_on:
            self._set("checked_on", checked_on)
        self._add_notes()
        if self.changed & {"issued_on", "effective_on"}:
            self.record.starts_on = self.record.first_day()
            self.changed.add("starts_on")

    def _set(self, name: str, value: Any) -> None:
        setattr(self.record, name, value)
        self.changed.add(name)

    def _check_order(self, before: dict[str, Any]) -> None:
        """Put back dates that contradict those which the record has from elsewhere."""
        for earlier, later in itertools.pairwise(_ORDERED):
            first, second = getattr(self.record, earlier), getattr(self.record, later)
            if first and second and second < first and {earlier, later} & self.changed:
                self.entry.note(later, Reason.DATES_OUT_OF_ORDER, f"{first} > {second}", label_of(earlier))
                for name in (earlier, later):
                    setattr(self.record, name, before[name])
                    self.changed.discard(name)

    def _add_notes(self) -> None:
        """Keep with the record what was not understood, each line once, unless an editor is at work on it."""
        self.entry.problems[:] = [p for p in self.entry.problems if not _is_known(p, self.record)]
        if self.keep is Reason.EDITOR_VALUE_KEPT:
            return
        known = self.record.import_notes.splitlines()
        new = [note for note in self.entry.notes if not set(note.splitlines()) <= set(known)]
        if new:
            self._set("import_notes", "\n".join([*known, *new]))


def _is_known(problem: Problem, record: Standard) -> bool:
    return problem.reason is Reason.NOTE and problem.value in record.import_notes
