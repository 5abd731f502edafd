"""Forms of the registers: who works for one organisation chooses among its own rows only."""

from typing import Any

from django.forms import ModelChoiceField

from wagtail.admin.forms import WagtailAdminModelForm

from onestop.catalogue.organisations.querysets import RowRights


class OwnRowsForm(WagtailAdminModelForm):
    """Narrows every choice of a row that belongs to an organisation to the rows of the person."""

    whole = ("parent",)
    """Fields that may name any row: where a station stands, its own people do not decide."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in self.whole or not isinstance(field, ModelChoiceField):
                continue
            if isinstance(field.queryset, RowRights):
                field.queryset = field.queryset.for_user(self.for_user)
                if field.required and len(only := list(field.queryset[:2])) == 1:
                    field.initial = only[0].pk


class RecordedForm(OwnRowsForm):
    """Notes who recorded the row."""

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001 - Django's own signature
        """Save with the account of whoever created it."""
        if self.instance.recorded_by_id is None:
            self.instance.recorded_by = self.for_user
        return super().save(commit)
