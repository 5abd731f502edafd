"""Why a row of an import is refused, or marked."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Reasons, as the report names them."""

    NAME_MISSING = "name_missing", _("The institution has no name.")
    CERTIFICATE_MISSING = "certificate_missing", _("The certificate number is missing.")
    CERTIFICATE_FORM = (
        "certificate_form",
        _("A CMA certificate number has twelve digits: year, issuer, field, industry, and a serial of four."),
    )
    KIND_MISSING = "kind_missing", _("Say what kind of qualification it is, for the file or in the row.")
    KIND_UNKNOWN = "kind_unknown", _("This kind of qualification is not known.")
    REGION_UNKNOWN = (
        "region_unknown",
        _("This region is not known. Write its code; for a place elsewhere its code and its name."),
    )
    SOURCE_MISSING = "source_missing", _("Say where the data come from, for the file or in the row.")
    CHECKED_MISSING = (
        "checked_missing",
        _("Say on which day this was compared with the source, for the file or in the row."),
    )
    CHECKED_FUTURE = "checked_future", _("The day of checking is still to come.")
    CHECKED_OLDER = "checked_older", _("The register was checked later than this row; it is kept.")
    DATE = "date_unreadable", _("This is no day. Write it as 2026-11-22.")
    DATES_ORDER = "dates_out_of_order", _("The last valid day is before the first.")
    NUMBER = "number_unreadable", _("This is no standard number. Write it as GB/T 19012-2019.")
    URL = "url_unreadable", _("This is no address of a page.")
    VALUE = "value_refused", _("This value cannot be kept.")
    SCOPE_EMPTY = "scope_empty", _("The row has no scope: field, product, parameter and standard are empty.")
    MISSING = "missing", _("This may not be empty.")
    CHOICE_UNKNOWN = (
        "choice_unknown",
        _("The platform's list does not have this. Write it as it stands there, or have it added first."),
    )
    KNOWN = "known_already", _("The register has this person of this employer; nothing of it was changed.")
    DUPLICATE = "duplicate_in_file", _("The file has this line twice.")
    KEPT = "editor_value_kept", _("The register says something else; an editor has to decide.")
    COLUMNS = "columns_shifted", _("The row has more cells than the header: probably a comma without quotes.")


MARKS = frozenset(
    {Reason.CHECKED_OLDER, Reason.URL, Reason.SCOPE_EMPTY, Reason.KNOWN, Reason.DUPLICATE, Reason.KEPT}
)
"""With these a row is taken all the same (a duplicate: it is there already)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: the field, the reason, what stood there."""

    field: str
    reason: Reason
    value: str = ""
    detail: str = ""

    @property
    def refuses(self) -> bool:
        """Tell whether the row cannot be taken."""
        return self.reason not in MARKS

    @property
    def is_there(self) -> bool:
        """Tell whether the row says what the register has already, so that it changes nothing."""
        return self.reason in {Reason.DUPLICATE, Reason.KNOWN}

    @property
    def message(self) -> str:
        """Return the reason in words."""
        return f"{self.reason.label} {self.detail}".strip()


class Refused(Exception):
    """A row that cannot be taken, with its problems."""

    def __init__(self, *problems: Any) -> None:
        super().__init__(*problems)
        self.problems: tuple[Problem, ...] = problems
