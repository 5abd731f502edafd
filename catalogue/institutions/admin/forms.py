"""What the import of institutions asks beside the file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.importing.admin import forms as importing
from onestop.catalogue.organisations.choices import QualificationKind


class UploadForm(importing.UploadForm):
    """Adds the kind of all rows, and whether the annexes are whole."""

    kind = forms.ChoiceField(
        label=_("Kind of qualification"),
        required=False,
        choices=[("", _("as the column 资质类型 says")), *QualificationKind.choices],
    )
    complete = forms.BooleanField(
        label=_("The scopes in the file are complete"),
        required=False,
        help_text=_("Lines that a certificate of the file has here, but not in the file, are deleted."),
    )
    field_order = ("file", "kind")


class ConfirmForm(importing.ConfirmForm):
    """Carries both on."""

    kind = forms.ChoiceField(
        choices=[("", ""), *QualificationKind.choices], required=False, widget=forms.HiddenInput
    )
    complete = forms.BooleanField(required=False, widget=forms.HiddenInput)
