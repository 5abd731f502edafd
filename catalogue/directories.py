"""What the public directories share: a field for a number, pages of a list, choices that are taken back."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import django_filters

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onestop.site.digits import number_of
from onestop.site.look.shared import is_for_all, unasked
from onestop.standards import numbers

LONGEST = 100
"""Characters of a search field."""


def number_in(text: str) -> numbers.Number | None:
    """Return the standard's number that ``text`` is, in any spelling; None for anything else."""
    number = numbers.parse(text) if text else None
    return None if number is None or number.bare else number


class StandardNumberField(forms.CharField):
    """A standard's number in any spelling; cleaned to the number itself."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=kwargs.pop("max_length", LONGEST), **kwargs)
        self.widget.attrs.update(autocomplete="off", placeholder="GB/T 19012-2019")

    def clean(self, value: Any) -> Any:
        """Return the number; None for an empty field.

        Raises:
            ValidationError: it is not one number.
        """
        text = super().clean(value)
        if not text:
            return None
        number = number_in(text)
        if number is None:
            raise ValidationError(_("This is no standard number. Write it as GB/T 19012-2019."))
        return number


class StandardNumberFilter(django_filters.Filter):
    """A filter whose value is a ``numbers.Number``."""

    field_class = StandardNumberField


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list; without a number a gap."""

    number: int
    url: str
    current: bool


GAP = PageLink(0, "", current=False)


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that was made, and the address without it."""

    title: str
    url: str


class Listed:
    """A page of a filtered list with every address that its template prints.

    Args:
        rows: the filtered queryset.
        request: its query is kept in the addresses.
        path: address of the list.
        size: rows of a page.
    """

    def __init__(self, rows: Any, request: HttpRequest, path: str, size: int) -> None:
        self._query, self._path = request.GET, path
        asked = request.GET.get("page", "1")
        paginator = Paginator(rows, size)
        number = number_of(asked)
        self.beyond = asked[:20] if not 1 <= number <= paginator.num_pages else ""
        self.page = paginator.page(min(max(number, 1), paginator.num_pages))
        self.rows = list(self.page.object_list)
        self.count, self.last = paginator.count, paginator.num_pages

    def address(self, changes: Mapping[str, str | None]) -> str:
        """Return the address of the list with some parameters changed; None takes one away."""
        query = QueryDict(mutable=True)
        for name, values in self._query.lists():
            kept = [value for value in values if value.strip()]
            if kept and name not in {"page", *changes}:
                query.setlist(name, kept)
        query.update({name: value for name, value in changes.items() if value is not None})
        return f"{self._path}?{query.urlencode()}" if query else self._path

    @property
    def pager(self) -> dict[str, Any]:
        """Return what the component ``pager`` prints; nothing for a single page."""
        if self.last == 1:
            return {}
        here = self.page.number
        shown = self.page.paginator.get_elided_page_range(here, on_each_side=1, on_ends=1)
        return {
            "pages": [
                PageLink(each, self._page(each), each == here) if isinstance(each, int) else GAP
                for each in shown
            ],
            "previous_url": self._page(here - 1) if here > 1 else "",
            "next_url": self._page(here + 1) if here < self.last else "",
        }

    def _page(self, number: int) -> str:
        return self.address({"page": str(number) if number > 1 else None})

    def chips(self, form: forms.Form, leave: Sequence[str] = ()) -> list[Chip]:
        """Return the choices of a form but those to ``leave``, each with the address that takes it back."""
        return [
            Chip(shown, self.address({name: None}))
            for name, value in form.cleaned_data.items()
            if value and name not in leave and (shown := _words(form, name, value))
        ]


def _words(form: forms.Form, name: str, value: Any) -> str:
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # lazily translated labels
    return str(field.label) if value is True else str(value)


class Found(NamedTuple):
    """What was asked for as markup, the status of the answer, and the words that were understood."""

    markup: SafeString
    status: int
    nothing: bool
    words: str = ""


def found_by(request: HttpRequest, key: Hashable, find: Callable[[], Found]) -> Found:
    """Return what ``find`` gives, remembered for readers who ask for nothing."""
    found = unasked(request, key, find)
    # Buttons stand only where nothing is listed, and may be the reader's own.
    return find() if found.nothing and is_for_all(request) else found
