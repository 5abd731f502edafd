"""Fields of a service record as data: what is asked, how it is checked, how it is kept and shown."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.requests.workflow import days
from onestop.site.contacts import no_telephone
from onestop.standards import numbers
from onestop.standards.choices import ENDED, Status
from onestop.standards.models import Standard

Text = str | Promise
PREFIX = "f_"
"""Begins the names of these fields in forms, beside which others stand."""

LONGEST_LINE = 120
LONGEST_TEXT = 2000


class Sort(StrEnum):
    """What a field holds."""

    LINE = "line"
    PERSON = "person"
    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    COUNT = "count"
    DAY = "day"
    COMING_DAY = "coming_day"
    CHOICE = "choice"
    YES = "yes"
    STANDARDS = "standards"


class Need(StrEnum):
    """Whether it must be there when the service is completed."""

    REQUIRED = "required"
    ADVISED = "advised"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: Its key in ``ServiceRecord.fields``.
        label: What people read.
        sort: What it holds.
        need: Whether the record is complete without it.
        help: What to write.
        choices: Of a choice: value and label.
        most: Of a number: the largest.
        of: Of a count: the field that counts all, of which this is a part.
        unit: What stands behind a number.
    """

    name: str
    label: Text
    sort: Sort = Sort.TEXT
    need: Need = Need.REQUIRED
    help: Text = ""
    choices: tuple[tuple[str, Text], ...] = ()
    most: int | None = None
    of: str = ""
    unit: str = ""

    @property
    def key(self) -> str:
        """Return its name in a form."""
        return PREFIX + self.name


def form_field(field: Field, value: Any = None) -> forms.Field:
    """Return the form's field for ``field``; never required, as a record is filled in bit by bit."""
    common: dict[str, Any] = {"label": field.label, "required": False, "help_text": field.help}
    common["initial"] = shown_in_form(field, value)
    return _MAKERS.get(field.sort, _long)(field, common)


def _long(_field: Field, common: dict[str, Any]) -> forms.Field:
    return forms.CharField(**common, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))


def _number(field: Field, common: dict[str, Any]) -> forms.Field:
    return forms.DecimalField(**common, min_value=0, max_value=field.most, max_digits=10, decimal_places=3)


def _day(_field: Field, common: dict[str, Any]) -> forms.Field:
    return forms.DateField(**common, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


_MAKERS: dict[Sort, Callable[[Field, dict[str, Any]], forms.Field]] = {
    Sort.LINE: lambda _field, common: forms.CharField(**common, max_length=LONGEST_LINE),
    Sort.PERSON: lambda _field, common: forms.CharField(
        **common, max_length=LONGEST_LINE, validators=[no_telephone]
    ),
    Sort.NUMBER: _number,
    Sort.COUNT: lambda field, common: forms.IntegerField(**common, min_value=0, max_value=field.most),
    Sort.DAY: _day,
    Sort.COMING_DAY: _day,
    Sort.CHOICE: lambda field, common: forms.ChoiceField(**common, choices=[("", "—"), *field.choices]),
    Sort.YES: lambda _field, common: forms.BooleanField(**common),
}


def shown_in_form(field: Field, value: Any) -> Any:
    """Return a kept value as a form's field takes it."""
    if field.sort in {Sort.LINES, Sort.STANDARDS} and isinstance(value, list):
        return "\n".join(value)
    return value


def collect(
    fields: Iterable[Field], cleaned: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return the values to keep and the faults, by key of the form, of what a form has cleaned.

    Args:
        fields: Which to look for; those that ``cleaned`` does not name are left alone.
        cleaned: As a form gives it.
    """
    values: dict[str, Any] = {}
    faults: dict[str, list[str]] = {}
    for field in fields:
        if field.key not in cleaned:
            continue
        value, fault = _read(field, cleaned[field.key])
        values[field.name] = value
        if fault:
            faults[field.key] = [fault]
    for part in fields:
        count, total = values.get(part.name), values.get(part.of)
        if count is not None and total is not None and count > total:
            faults[part.key] = [_("These are more than there are in all: %(n)s.") % {"n": total}]
    return values, faults


def _read(field: Field, value: Any) -> tuple[Any, str]:
    """Return a value as it is kept, and what is the matter with it."""
    if value is None or value == "":
        return None, ""
    if isinstance(value, dt.date):
        return value.isoformat(), _day_fault(field, value)
    if field.sort == Sort.STANDARDS:
        return _standards(value)
    kept = {Sort.NUMBER: lambda: str(Decimal(str(value))), Sort.LINES: lambda: _lines(value)}.get(field.sort)
    return (kept() if kept else value), ""


def _day_fault(field: Field, day: dt.date) -> str:
    """Return what is the matter with a day; the next inspection of some equipment is years away."""
    try:
        if field.sort == Sort.COMING_DAY:
            days.coming(day, days.YEARS_DUE)
        if field.sort == Sort.DAY:
            days.happened(day)
    except ValidationError as wrong:
        return str(wrong.messages[0])
    return ""


def _lines(value: str) -> list[str]:
    return [line.strip() for line in str(value).splitlines() if line.strip()]


def _standards(value: str) -> tuple[list[str], str]:
    """Read the numbers of standards, one a line."""
    lines = _lines(value)
    read = [numbers.parse(line) for line in lines]
    wrong = [line for line, number in zip(lines, read, strict=True) if number is None or number.bare]
    if wrong:
        text = _("We cannot read “%(number)s” as the number of a standard. Write it as printed, one a line.")
        return lines, text % {"number": wrong[0]}
    return [numbers.display(number) for number in read if number], ""


def missing(fields: Iterable[Field], values: Mapping[str, Any], need: Need = Need.REQUIRED) -> list[Field]:
    """Return the fields of a need that are empty."""
    return [field for field in fields if field.need == need and is_empty(values.get(field.name))]


def is_empty(value: Any) -> bool:
    """Tell whether nothing was filled in; a nought was."""
    return value is False or value in EMPTY


EMPTY: tuple[Any, ...] = (None, "", [])


def warnings(fields: Iterable[Field], values: Mapping[str, Any]) -> list[str]:
    """Return what is unusual and may stay: something advised is missing, a standard has been replaced."""
    listed = list(fields)
    text = _("“%(label)s” is empty.")
    found = [text % {"label": field.label} for field in missing(listed, values, Need.ADVISED)]
    for field in listed:
        if field.sort == Sort.STANDARDS:
            found += [fault for number in values.get(field.name) or [] if (fault := standard_warning(number))]
    return found


def standard_warning(text: str) -> str:
    """Return what is the matter with a standard that was named; nothing if it is in force or not known."""
    number = numbers.parse(text)
    if number is None or number.bare:
        return ""
    editions = list(Standard.objects.public().with_status().filter(base_key=number.base_key))
    named = next((each for each in editions if number.year and each.full_key == number.full_key), None)
    if named is None or named.status not in ENDED:
        return ""
    now = next((each for each in editions if each.status == Status.CURRENT), None)
    if now:
        return _("%(old)s is not in force any more; in force is %(new)s.") % {
            "old": named.number,
            "new": now.number,
        }
    return _("%(old)s is not in force any more.") % {"old": named.number}


def shown(field: Field, value: Any) -> str:
    """Return a kept value as people read it."""
    if is_empty(value):
        return "—" if field.sort != Sort.YES else _("no")
    if field.sort == Sort.YES:
        return _("yes")
    if field.sort == Sort.CHOICE:
        return str(dict(field.choices).get(value, value))
    if isinstance(value, list):
        return "；".join(str(each) for each in value)
    return f"{value} {field.unit}".strip()
