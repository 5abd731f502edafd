"""The editor's form of a service item: the rules of ``rules`` beside the fields, when it is published."""

from typing import Any

from django.utils.translation import gettext as _

from onestop.catalogue.services import rules
from onestop.site.page_forms import PageForm


class ServiceItemForm(PageForm):
    """Lets a draft be incomplete; what is submitted or published must keep every rule."""

    def clean(self) -> dict[str, Any]:
        """Add each broken rule as an error beside its field or above its table."""
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        for fault in rules.check(self._guide(cleaned)):
            self._say(fault)
        self._ask_what_changed(cleaned)
        return cleaned

    def _guide(self, cleaned: dict[str, Any]) -> rules.Guide:
        return rules.Guide(
            values={name: cleaned.get(name) for name in rules.FIELDS},
            steps=[_row(row) for row in self._rows("steps")],
            materials=[_row(row) for row in self._rows("materials")],
            provisions=len(self._rows("provisions")),
        )

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """Return what stands in a table and is not to be deleted, in the order on the screen."""
        formset = self.formsets.get(name)
        if formset is None:
            return []
        formset.is_valid()  # fills cleaned_data
        rows = [getattr(form, "cleaned_data", {}) for form in formset.forms]
        kept = [row for row in rows if row and not row.get("DELETE")]
        return sorted(kept, key=lambda row: row.get("ORDER") or 0)

    def _say(self, fault: rules.Fault) -> None:
        """Put the message where the editor can do something about it, once."""
        if fault.field in self.fields:
            if fault.field not in self.errors:
                self.add_error(fault.field, fault.message)
        elif fault.field in self.formsets:
            self.formsets[fault.field].non_form_errors().append(fault.message)
        else:
            self.add_error(None, fault.message)

    def _ask_what_changed(self, cleaned: dict[str, Any]) -> None:
        """Ask for a new sentence about the change, once a guide has been published."""
        if self.instance.pk is None:
            return
        latest = self.instance.versions.first()
        if latest is None:
            return
        note = (cleaned.get("change_note") or "").strip()
        if not note or note == latest.note:
            self.add_error("change_note", _("This guide is public. Say in a sentence what changes now."))


def _row(row: dict[str, Any]) -> rules.Row:
    return rules.Row(row.get("name") or "", days=row.get("days") or 0, need=row.get("need") or "")
