"""Every reason for which a row is refused or marked; docs/standards.md has the table."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """What is wrong with a cell or a row; the label is for the person who repairs the file."""

    NUMBER_MISSING = "number_missing", _("There is no standard number.")
    NUMBER_UNREADABLE = "number_unreadable", _("This is not a standard number.")
    NUMBER_WITHOUT_CODE = "number_without_code", _("The number lacks its code, such as GB/T.")
    NUMBER_WITHOUT_YEAR = (
        "number_without_year",
        _("The number lacks its year, so it names no edition; perhaps it was cut off."),
    )
    NUMBER_YEAR = "number_year", _("The number's year cannot be right.")
    NUMBER_TOO_LONG = "number_too_long", _("The number is too long.")
    TITLE_MISSING = "title_missing", _("There is no title.")
    TITLE_UNREADABLE = "title_unreadable", _("This is not a title.")
    COLUMNS_SHIFTED = "columns_shifted", _("The row has more cells than the header; its cells are shifted.")
    AMENDMENT_WITHOUT_STANDARD = (
        "amendment_without_standard",
        _("An amendment of a standard that is not in the register."),
    )
    AMENDMENT_UNREADABLE = (
        "amendment_unreadable",
        _("This is not an amendment we can read, such as XG1—2019."),
    )

    FORMULA = "formula", _("The cell holds a formula without a result. Paste it as a value.")
    TITLE_IS_NUMBER = (
        "title_is_number",
        _("The title repeated the number; another title of the row was taken."),
    )
    KIND_CONFLICT = "kind_conflict", _("The class does not fit the number; the number decides.")
    DATE_YEAR_ONLY = "date_year_only", _("Only a year; the day is left empty.")
    DATE_MONTH_ONLY = "date_month_only", _("Only year and month; the day is left empty.")
    DATE_UNREADABLE = "date_unreadable", _("This is not a date; left empty.")
    DATE_IMPLAUSIBLE = "date_implausible", _("The date cannot be right; left empty.")
    DATES_OUT_OF_ORDER = "dates_out_of_order", _("The dates contradict each other; both are left empty.")
    YEAR_AGAINST_ISSUE = "year_against_issue", _("The year of issue is not the number's year; check both.")
    STATUS_UNREADABLE = "status_unreadable", _("This is not a status; left empty.")
    STATUS_WITH_WORDS = "status_with_words", _("The status has further words; they are kept for an editor.")
    REASON_MISSING = "reason_missing", _("A status set by hand needs its reason; left empty.")
    NATURE_UNREADABLE = "nature_unreadable", _("This is not a nature of standards; left empty.")
    ICS_UNKNOWN = "ics_unknown", _("This code is not in ICS edition 7; left out.")
    CCS_UNREADABLE = "ccs_unreadable", _("This is not a CCS code; left out.")
    RELATION_COMMITTEE = "relation_committee", _("This is a committee, not a standard; left out.")
    RELATION_UNREADABLE = "relation_unreadable", _("No standard number can be read here; left out.")
    RELATION_WITH_WORDS = (
        "relation_with_words",
        _("The numbers were taken; the other words are kept for an editor."),
    )
    RELATION_TO_ITSELF = "relation_to_itself", _("The standard names itself; left out.")
    RELATION_AMENDMENT = "relation_amendment", _("This names an amendment, not an edition; left out.")
    AGENCY_TOO_LONG = "agency_too_long", _("The name is too long for a body; left empty.")
    TEXT_TOO_LONG = "text_too_long", _("The text is too long for its field; left empty.")
    URL_UNREADABLE = "url_unreadable", _("This is not an address; left empty.")
    URL_WITH_WORDS = "url_with_words", _("The address has further words; they are kept for an editor.")
    POLICY_UNREADABLE = "policy_unreadable", _("This is not a text policy; left as it is.")
    NOTE = "note", _("A note of the source, kept for an editor.")
    DUPLICATE_IN_FILE = (
        "duplicate_in_file",
        _("The file has this number twice; only what was empty was filled."),
    )
    EDITOR_VALUE_KEPT = "editor_value_kept", _("An editor changed the record; the editor's value stays.")
    DRAFT_OPEN = "draft_open", _("The record has a draft that is not published; the draft stays as it is.")


REFUSING = frozenset(list(Reason)[: list(Reason).index(Reason.FORMULA)])
"""Reasons for which a row is not taken, in the order of the enumeration."""

NOT_OF_THE_SOURCE = frozenset({Reason.DUPLICATE_IN_FILE, Reason.EDITOR_VALUE_KEPT, Reason.DRAFT_OPEN})
"""Reasons that tell about this import, not about what the source says: reported, not kept with the record."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason at a field of a row, with what stood there."""

    field: str
    reason: Reason
    value: str = ""
    detail: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the row cannot be taken."""
        return self.reason in REFUSING

    @property
    def message(self) -> Any:
        """The reason in words, with its detail."""
        return f"{self.reason.label} {self.detail}".strip()
