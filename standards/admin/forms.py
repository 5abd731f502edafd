"""The form of a record."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from onestop.standards.choices import Origin
from onestop.standards.models import CcsClass, IcsClass

_SEPARATORS = re.compile(r"[\s,，;；、|/]+")


class CodesField(forms.ModelMultipleChoiceField):
    """Classification codes typed as on the cover of a standard: ``03.120.10, 13.020``."""

    queryset: QuerySet[Any]
    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        """Show the codes of the chosen classes."""
        if isinstance(value, str) or value is None:
            return value or ""
        items = list(value)
        if items and not hasattr(items[0], "code"):
            items = list(self.queryset.filter(pk__in=items))
        return ", ".join(sorted(item.code for item in items))

    def clean(self, value: Any) -> Any:
        """Return the classes of the codes; an unknown one is named."""
        codes = [code.upper() for code in _SEPARATORS.split(value or "") if code]
        found = {each.code: each for each in self.queryset.filter(code__in=codes)}
        unknown = [code for code in codes if code not in found]
        if unknown:
            raise ValidationError(
                _("There is no class %(codes)s. Correct the code, or add the class under “Standards” first."),
                code="unknown_class",
                params={"codes": "、".join(unknown)},
            )
        return self.queryset.filter(code__in=codes)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare codes, not their order or separators."""
        before = set(_SEPARATORS.split(self.prepare_value(initial))) - {""}
        return before != {code.upper() for code in _SEPARATORS.split(data or "") if code}


class StandardForm(WagtailAdminModelForm):
    """A record: the classes are typed, the rest is as the model says."""

    ics = CodesField(
        queryset=IcsClass.objects.all(),
        required=False,
        label="ICS",
        help_text=_("As on the cover, e.g. 03.120.10; several separated by commas."),
    )
    ccs = CodesField(
        queryset=CcsClass.objects.all(),
        required=False,
        label="CCS",
        help_text=_("As on the cover, e.g. A00; several separated by commas."),
    )


class OnceEach(BaseChildFormSet):
    """Rows of which none may be there twice; numbers are compared as they will be saved, not as typed.

    ``key`` names the fields that make a row what it is. Rows that the form does not show (another editor
    added them meanwhile) are compared too.
    """

    key: tuple[str, ...] = ()

    def clean(self) -> None:
        """Say beside the second of two equal rows that it is there already."""
        super().clean()
        shown = {form.instance.pk for form in self.forms} - {None}
        seen = {
            self._identity(row) for row in getattr(self.instance, self.rel_name).all() if row.pk not in shown
        }
        for form in self.forms:
            untouched = not form.instance.pk and not form.has_changed()
            if untouched or not form.is_valid() or form in self.deleted_forms:
                continue
            identity = self._identity(form.instance)
            if identity in seen:
                form.add_error(self.key[-1], _("This is listed already."))
            seen.add(identity)

    def _identity(self, row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.key)


class StatedRelations(OnceEach):
    """The edges that somebody stated; those that follow from them are kept up by the register itself."""

    key = ("origin", "kind", "clause", "target_number")

    def __init__(
        self, *args: Any, instance: Any = None, queryset: Iterable[Any] | None = None, **kwargs: Any
    ):
        if queryset is None and instance is not None:
            queryset = instance.relations.filter(origin=Origin.STATED)
        super().__init__(*args, instance=instance, queryset=queryset, **kwargs)


class Aliases(OnceEach):
    """Other numbers."""

    key = ("number",)


class Amendments(OnceEach):
    """修改单."""

    key = ("serial",)
