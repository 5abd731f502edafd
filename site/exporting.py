"""Tables that people open in a spreadsheet program: read as the list does, and never run as a formula."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, Field, Model, QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff".encode()
"""By this spreadsheet programs know UTF-8; without it they show other signs for Chinese ones."""


def as_text(value: str) -> str:
    """Return ``value`` so that no spreadsheet program runs it as a formula."""
    return f"'{value}" if value[:1] in FORMULA_SIGNS else value


class ReadableExport:
    """For the lists of the admin that export what they show; stands before Wagtail's own mixin."""

    model_admin: Any = None
    """Of modeladmin's lists: it says what stands for nothing in a cell."""

    def get_heading(self, queryset: Any, field: str) -> str:
        """Return the column's name as the listing has it, not in title case."""
        heading: Any = super().get_heading(queryset, field)  # type: ignore[misc]  # of Wagtail's mixin
        return str(heading).replace("_", " ")

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Return a row in the words of the listing, safe in a spreadsheet."""
        row: dict[str, Any] = super().to_row_dict(item)  # type: ignore[misc]  # of Wagtail's mixin
        return {name: self._readable(item, name, value) for name, value in row.items()}

    def _readable(self, item: Any, name: str, value: Any) -> Any:
        nothing = getattr(self.model_admin, "empty_value_display", "")
        plain = "" if value == nothing else _plain(value)
        try:
            field: Any = item._meta.get_field(name)  # noqa: SLF001 - Django's public API of models
        except FieldDoesNotExist:
            return plain
        if isinstance(field, Field) and field.choices:
            return str(getattr(item, f"get_{name}_display")())
        if isinstance(field, BooleanField):
            return _("yes") if getattr(item, name) else _("no")
        return plain

    def write_csv_response(self, queryset: QuerySet[Any]) -> StreamingHttpResponse:
        """Begin with the mark by which spreadsheet programs know UTF-8."""
        lines: Iterator[bytes] = self.stream_csv(queryset)  # type: ignore[attr-defined]  # of Wagtail's mixin
        response = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
        name = self.get_filename()  # type: ignore[attr-defined]  # as above
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response


def _plain(value: Any) -> Any:
    """Return a value as it stands in a cell: times are those of the place."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    if isinstance(value, Model):
        value = str(value)
    return as_text(value) if isinstance(value, str) else value


def _with_mark(lines: Iterator[bytes]) -> Iterator[bytes]:
    yield MARK
    yield from lines
