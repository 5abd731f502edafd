"""Forms as a browser reads them from a page, with what the server knows of each of their fields."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet

from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.blocks.base import BlockField

from onestop.tests.factories.forms_streams import stream_controls

BUTTONS = frozenset({"submit", "button", "image", "reset"})
MANAGED = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")


@dataclass(slots=True)
class Control:
    """One control of a form.

    Attributes:
        name: As it is sent.
        kind: text, rich, number, date, choice, reference, tick, file, hidden, managed, password.
        value: What it would send as it stands; ``None`` sends nothing.
        options: Of a choice.
        required: Whether something has to be there.
        elsewhere: Of a reference: a row that there is, and that is not offered.
    """

    name: str
    kind: str
    value: str | None = ""
    options: list[str] = field(default_factory=list)
    required: bool = False
    elsewhere: str = ""


@dataclass(slots=True)
class Form:
    """A form that is sent by POST; ``buttons`` are the names and values of what sends it."""

    action: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_files(self) -> bool:
        """Tell whether it takes files."""
        return any(each.kind == "file" for each in self.controls)


class _Reader(HTMLParser):
    """Collects forms and links."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._text: Control | None = None
        self._select: Control | None = None
        self._templates = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "template":
            self._templates += 1
        elif tag == "form":
            posts = given.get("method", "").lower() == "post"
            self._form = Form(given.get("action", "")) if posts else None
        elif self._form is not None and not self._templates:
            self._take(tag, given, self._form)

    def _take(self, tag: str, given: dict[str, str], form: Form) -> None:
        name, kind = given.get("name", ""), given.get("type", "text" if tag == "input" else "")
        if tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
            if "selected" in given or self._select.value is None:
                self._select.value = given.get("value", "")
        elif not name or "disabled" in given:
            return
        elif tag == "button" or kind in BUTTONS:
            form.buttons.append((name, given.get("value", "")))
        elif tag in {"input", "textarea", "select"}:
            self._add(tag, name, kind, given, form)

    def _add(self, tag: str, name: str, kind: str, given: dict[str, str], form: Form) -> None:
        control = Control(name, _KINDS.get(kind, "text"), given.get("value", ""))
        control.required = "required" in given
        if kind in {"checkbox", "radio"}:
            control.options = [given.get("value", "on")]
            control.value = given.get("value", "on") if "checked" in given else None
        if tag == "textarea":
            self._text = control
        if tag == "select":
            control.kind, control.value, self._select = "choice", None, control
        form.controls.append(control)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates = max(0, self._templates - 1)
        elif tag == "form" and self._form is not None:
            self.forms.append(self._form)
            self._form = None
        elif tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.value = (self._text.value or "") + data


_KINDS = {
    "number": "number",
    "date": "date",
    "datetime-local": "date",
    "file": "file",
    "hidden": "hidden",
    "checkbox": "tick",
    "radio": "choice",
    "password": "password",
}


def html_of(response: Any) -> str:
    """Return the page of an answer; that of a dialogue comes inside of JSON."""
    if response.streaming:
        return ""
    kind, text = response.headers.get("Content-Type", ""), response.content.decode(errors="replace")
    if "json" in kind:
        try:
            found = json.loads(text)
        except ValueError:
            return ""
        return str(found.get("html", "")) if isinstance(found, dict) else ""
    return text if "html" in kind else ""


def read(response: Any) -> tuple[list[Form], list[str]]:
    """Return the forms of a page that are sent by POST, and where its links lead."""
    reader = _Reader()
    reader.feed(html_of(response))
    reader.close()
    known = fields_of(response)
    for form in reader.forms:
        for control in form.controls:
            _know(control, known.get(control.name))
        if known.keys() & {control.name for control in form.controls}:
            for name, bound in streams_of(response):
                sent = stream_controls(bound.field.block, bound.value(), name)
                form.controls += [Control(*each) for each in sent]
    return reader.forms, reader.links


def _know(control: Control, known: Any) -> None:
    """Say of a control what the server's field is."""
    if control.name.endswith(MANAGED):
        control.kind = "managed"
    if known is None or control.kind in {"file", "tick", "password"}:
        return
    control.required = known.required
    for classes, kind in _FIELDS:
        if isinstance(known, classes):
            control.kind = kind
            break
    if isinstance(known.widget, DraftailRichTextArea):
        control.kind = "rich"
    if control.kind == "hidden" and not known.widget.is_hidden:
        control.kind = "text"
    if isinstance(known, forms.ModelChoiceField):
        rows = known.queryset
        control.options = control.options or [str(row.pk) for row in rows[:2]]
        others = rows.model._default_manager.exclude(pk__in=rows.order_by().values("pk"))
        control.elsewhere = str(others.values_list("pk", flat=True).first() or "")


_FIELDS: tuple[tuple[Any, str], ...] = (
    (forms.ModelChoiceField, "reference"),
    (forms.ChoiceField, "choice"),
    (forms.IntegerField, "number"),
    ((forms.DateField, forms.DateTimeField, forms.TimeField), "date"),
    (forms.JSONField, "rich"),
)


def bound_forms(response: Any) -> Iterator[forms.BaseForm]:
    """Yield the forms that a page was made with, those of its formsets, too."""
    seen: set[int] = set()
    for context in list(response.context or [])[:3]:
        for layer in getattr(context, "dicts", []):
            for value in list(layer.values()):
                yield from _forms_in(value, seen)


def _forms_in(value: Any, seen: set[int]) -> Iterator[forms.BaseForm]:
    if id(value) in seen:
        return
    if isinstance(value, BaseFormSet):
        seen.add(id(value))
        for each in value.forms:
            yield from _forms_in(each, seen)
    elif isinstance(value, forms.BaseForm):
        seen.add(id(value))
        yield value
        for formset in getattr(value, "formsets", {}).values():
            yield from _forms_in(formset, seen)
    elif isinstance(value, dict | list | tuple) and len(value) < 40:
        seen.add(id(value))
        for each in value.values() if isinstance(value, dict) else value:
            if isinstance(each, forms.BaseForm | BaseFormSet | dict | list | tuple):
                yield from _forms_in(each, seen)


def fields_of(response: Any) -> dict[str, forms.Field]:
    """Return the fields of a page's forms by the names of their controls."""
    return {
        form.add_prefix(name): known for form in bound_forms(response) for name, known in form.fields.items()
    }


def streams_of(response: Any) -> list[tuple[str, Any]]:
    """Return the StreamFields of a page's forms: their controls are made by a script."""
    return [
        (form.add_prefix(name), form[name])
        for form in bound_forms(response)
        for name, known in form.fields.items()
        if isinstance(known, BlockField)
    ]


def messages_of(response: Any) -> dict[str, list[str]]:
    """Return what the forms of a page complain of, by control; what belongs to none under its form."""
    found: dict[str, list[str]] = {}
    for form in bound_forms(response):
        if form.is_bound:
            for name, errors in form.errors.items():
                found[form.add_prefix(name)] = _said(errors)
        for prefix, formset in getattr(form, "formsets", {}).items():
            if formset.is_bound and formset.non_form_errors():
                found[prefix] = [str(each) for each in formset.non_form_errors()]
    return found


def _said(errors: Any) -> list[str]:
    return [str(message) for error in errors.as_data() for message in error.messages]


def filled(control: Control) -> str | None:
    """Return what somebody would put into a control that must not be empty, unless it is filled."""
    if control.value or not control.required:
        return control.value
    chosen = next((each for each in control.options if each), "")
    usual = {"number": "1", "date": dt.date.today().isoformat(), "rich": RICH}  # noqa: DTZ011 - any day will do
    if control.kind in {"choice", "reference"}:
        return chosen
    return usual.get(control.kind, "示例" if control.kind == "text" else control.value)


RICH = json.dumps(
    {
        "blocks": [
            {
                "key": "a",
                "text": "示例",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
)
