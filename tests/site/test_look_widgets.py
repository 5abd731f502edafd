"""Fields are drawn as Django draws them."""

import pytest

from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.test.html import parse_html
from django.utils.safestring import mark_safe

from onestop.site.look.widgets import Renderer

ODD = """<b>"&'"""
FIELDS = {
    "text": forms.CharField(max_length=5, widget=forms.TextInput({"placeholder": ODD, "autofocus": True})),
    "number": forms.IntegerField(min_value=0, required=False),
    "mail": forms.EmailField(widget=forms.EmailInput(attrs={"hidden": False})),
    "secret": forms.CharField(widget=forms.PasswordInput),
    "kept": forms.CharField(widget=forms.HiddenInput),
    "when": forms.DateField(),
    "yes": forms.BooleanField(),
    "one": forms.ChoiceField(choices=[("", "无"), (ODD, ODD), ("safe", mark_safe("<i>x</i>"))]),
    "grouped": forms.ChoiceField(choices=[(ODD, [("a", "甲"), ("b", "乙")]), ("c", "丙")]),
    "several": forms.MultipleChoiceField(choices=[("a", "甲"), ("b", "乙")]),
    "counted": forms.TypedChoiceField(choices=[(1000, 1000)], coerce=int),
    "long": forms.CharField(widget=forms.Textarea),
}
GIVEN = {
    "text": ODD,
    "number": "12",
    "mail": "a@b",
    "secret": "x",
    "kept": ODD,
    "when": "2026-01-01",
    "yes": "on",
    "one": ODD,
    "grouped": "b",
    "several": ["a", "b"],
    "counted": "1000",
    "long": ODD,
}


def drawn(name: str, data: dict[str, object] | None, renderer: DjangoTemplates) -> str:
    """Return a field of a form with ``data``."""
    made = type("Made", (forms.Form,), {name: FIELDS[name]})
    return str(made(data, renderer=renderer)[name])


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("data", [None, GIVEN], ids=["empty", "given"])
def test_a_field_is_what_django_makes_of_it(name: str, data: dict[str, object] | None) -> None:
    own, django = drawn(name, data, Renderer()), drawn(name, data, DjangoTemplates())
    assert parse_html(own) == parse_html(django)
    assert "<b>" not in own


def test_the_site_draws_its_forms_so() -> None:
    assert isinstance(get_default_renderer(), Renderer)
