"""Forms of the import."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from wagtail.admin.widgets import AdminDateInput

from onestop.standards.admin import uploads
from onestop.standards.admin.uploads import Upload


class UploadForm(forms.Form):
    """A table of standards and where it comes from."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_(
            "CSV or XLSX with a header row, at most 10 MB; UTF-8 or GB 18030. Empty cells change nothing."
        ),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    source = forms.CharField(
        label=_("Source of the data"),
        max_length=200,
        required=False,
        help_text=_("For the whole file; left empty, the column 数据来源 or the file's name."),
    )
    checked = forms.DateField(
        label=_("Checked on"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Only if somebody compared this file with the official source on that day."),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large before it is read."""
        file: Any = self.cleaned_data["file"]
        if file.size > uploads.MAX_BYTES:
            raise ValidationError(
                _(
                    "The file has %(size)s; here at most %(most)s are taken. Split it, or let the system's "
                    "administrator import it with the command import_standards."
                ),
                code="too_large",
                params={"size": filesizeformat(file.size), "most": filesizeformat(uploads.MAX_BYTES)},
            )
        return file


class ConfirmForm(forms.Form):
    """Agreement to import what was looked at."""

    token = forms.CharField(widget=forms.HiddenInput)

    def clean_token(self) -> Upload:
        """Return the upload."""
        upload = uploads.find(self.cleaned_data["token"])
        if upload is None or not upload.path.exists():
            raise ValidationError(_("The file is no longer kept. Please choose it once more."), code="gone")
        return upload
