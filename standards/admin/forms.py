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


class StatedRelations(BaseChildFormSet):
    """The edges that somebody stated; those that follow from them are kept up by the register itself."""

    def __init__(
        self, *args: Any, instance: Any = None, queryset: Iterable[Any] | None = None, **kwargs: Any
    ):
        if queryset is None and instance is not None:
            queryset = instance.relations.filter(origin=Origin.STATED)
        super().__init__(*args, instance=instance, queryset=queryset, **kwargs)
