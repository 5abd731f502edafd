"""The forms of an import: the file and what is said of it; the agreement."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.widgets import AdminDateInput

from onestop.standards.admin import uploads


class UploadForm(forms.Form):
    """A table, where it comes from, and when it was compared with the source."""

    file = forms.FileField(
        label=pgettext_lazy("import", "Table"),
        help_text=_("CSV or XLSX with a header row, at most 10 MB; UTF-8 or GB 18030."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    source = forms.CharField(
        label=_("Source of the data"),
        max_length=200,
        required=False,
        help_text=_("For rows that do not say it themselves; without a source no row is taken."),
    )
    checked = forms.DateField(
        label=_("Compared with the source on"),
        required=False,
        widget=AdminDateInput,
        help_text=_("For rows that do not say it themselves; without this day no row is taken."),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > uploads.MAX_BYTES:
            raise ValidationError(
                _("The file has %(size)s; here at most %(most)s are taken. Split it."),
                code="too_large",
                params={"size": filesizeformat(file.size or 0), "most": filesizeformat(uploads.MAX_BYTES)},
            )
        return file

    def clean_checked(self) -> object:
        """Refuse a day to come."""
        day = self.cleaned_data["checked"]
        if day and day > timezone.localdate():
            raise ValidationError(_("The day of checking is still to come."))
        return day


class ConfirmForm(forms.Form):
    """Agreement to import what was looked at; a subclass carries on the choices of the upload."""

    token = forms.CharField(widget=forms.HiddenInput)

    def clean_token(self) -> uploads.Upload:
        """Return the upload."""
        upload = uploads.find(self.cleaned_data["token"])
        if upload is None or not upload.path.exists():
            raise ValidationError(_("The file is no longer kept. Please choose it once more."), code="gone")
        return upload
