"""The columns by which a table of a directory is understood."""

import unicodedata
from collections.abc import Mapping, Sequence

BEYOND = ""
"""The field for what stands right of the last column: no column has this name."""


def fold(header: str) -> str:
    """Return a header without what people vary: width, case, spaces, a star for "needed"."""
    return unicodedata.normalize("NFKC", header).casefold().replace(" ", "").strip("*＊:：\ufeff")


class Columns:
    """The columns of a kind of table.

    Args:
        names: field → the headers by which it is known, the one of templates and exports first.
        needed: fields without which a row is no header.
    """

    def __init__(self, names: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> None:
        self._names, self._needed = names, needed
        self._fields = {fold(name): field for field, known in names.items() for name in known}

    def label_of(self, field: str) -> str:
        """Return what templates and exports call the column of a field."""
        return self._names[field][0] if field in self._names else field

    def field_of(self, header: str) -> str | None:
        """Return the field of a header."""
        return self._fields.get(fold(header))

    def is_header(self, cells: Sequence[str]) -> bool:
        """Tell whether a row names the columns: at least those that are needed."""
        return {*self._needed} <= {self.field_of(cell) for cell in cells}

    @property
    def needed(self) -> str:
        """Return the names of the columns without which there is no header."""
        return "、".join(f"“{self.label_of(field)}”" for field in self._needed)

    @property
    def labels(self) -> list[str]:
        """Return the names of all columns."""
        return [self.label_of(field) for field in self._names]


class Header:
    """The header of a file: where each field stands; of two columns for a field the first is taken."""

    def __init__(self, cells: Sequence[str], columns: Columns) -> None:
        self.width = len(cells)
        self.ignored: list[str] = []
        self._place: dict[str, int] = {}
        for place, cell in enumerate(cells):
            field = columns.field_of(cell)
            if field and field not in self._place:
                self._place[field] = place
            elif cell.strip():
                self.ignored.append(cell.strip())

    def read(self, cells: Sequence[str]) -> dict[str, str]:
        """Return field → text of a row; without the fields that are empty."""
        found = {}
        for field, place in self._place.items():
            text = cells[place].strip() if place < len(cells) else ""
            if text:
                found[field] = " ".join(text.replace("\x00", "").split())
        beyond = [cell.strip() for cell in cells[self.width :] if cell.strip()]
        return {**found, BEYOND: " | ".join(beyond)} if beyond else found
