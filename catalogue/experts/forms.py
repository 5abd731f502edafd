"""The form by which a reviewer moves an expert on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.widgets import AdminDateInput

from onestop.catalogue.experts.models import Expert
from onestop.catalogue.experts.workflow import TERM, moves_from


class ReviewForm(forms.Form):
    """One of the moves that are possible now, a term where it gives one, a note."""

    move = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    term_from = forms.DateField(label=_("First day of the term"), required=False, widget=AdminDateInput)
    term_until = forms.DateField(label=_("Last day of the term"), required=False, widget=AdminDateInput)
    note = forms.CharField(
        label=_("Reason or remark"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, expert: Expert, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = moves_from(expert.state)
        choice: Any = self.fields["move"]
        choice.choices = [(name, move.label) for name, move in possible.items()]
        if not any(TERM in move.needs for move in possible.values()):
            del self.fields["term_from"], self.fields["term_until"]
