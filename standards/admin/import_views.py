"""Importing in the admin: give a file, read what would happen, agree. Nothing is written before that."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import FormView, View

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.standards.admin import uploads
from onestop.standards.admin.import_forms import ConfirmForm, UploadForm
from onestop.standards.admin.uploads import Upload
from onestop.standards.importing import Importer, UnreadableFileError
from onestop.standards.importing.outcome import Finding, Report

NAMESPACE = "wagtailsnippets_standards_standard"
SHOWN = 200
"""Findings shown on the page; the report has all."""


def may_import(user: Any) -> bool:
    """Return whether ``user`` may import: it adds, changes and publishes records."""
    return all(user.has_perm(f"standards.{action}_standard") for action in ("add", "change", "publish"))


class ImportPermission(UserPassesTestMixin):
    """Only those who may publish standards."""

    request: HttpRequest

    def test_func(self) -> bool:
        """Ask for the three permissions."""
        return may_import(self.request.user)

    def handle_no_permission(self) -> Any:
        """Refuse; who is not signed in never gets here, Wagtail's admin asks first."""
        raise PermissionDenied


class ImportPage(ImportPermission, WagtailAdminTemplateMixin):
    """The frame of the import's pages."""

    page_title = gettext_lazy("Import standards")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(f"{NAMESPACE}:list"), "label": pgettext("admin menu", "Standards")},
            {"url": "", "label": self.page_title},
        ]


class UploadView(ImportPage, FormView[UploadForm]):
    """Take a file and show what importing it would do."""

    form_class = UploadForm
    template_name = "standards/admin/import_upload.html"
    success_url = reverse_lazy(f"{NAMESPACE}:import")

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Run the import dry; a file that cannot be read is said beside its field."""
        upload = uploads.keep(
            form.cleaned_data["file"], form.cleaned_data["source"], form.cleaned_data["checked"]
        )
        shown: list[Finding] = []
        try:
            with Report(upload.report) as report:

                def note(finding: Finding) -> None:
                    report.add(finding)
                    if len(shown) < SHOWN:
                        shown.append(finding)

                importer = _importer(upload, dry_run=True, on_finding=note)
                counts = importer.run(upload.path, upload.name)
        except UnreadableFileError as error:
            uploads.discard(upload)
            form.add_error("file", str(error))
            return self.form_invalid(form)
        context = self.get_context_data(
            counts=counts,
            findings=shown,
            more=counts.reasons.total() - len(shown),
            ignored_columns=importer.ignored_columns,
            upload=upload,
            confirm=ConfirmForm(initial={"token": upload.token}),
        )
        self.template_name = "standards/admin/import_check.html"
        return self.render_to_response(context)

    def form_invalid(self, form: UploadForm) -> HttpResponse:
        """Show the form again with what is wrong with the file."""
        response = self.render_to_response(self.get_context_data(form=form))
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


class ConfirmView(ImportPage, FormView[ConfirmForm]):
    """Import the file that was looked at."""

    form_class = ConfirmForm
    template_name = "standards/admin/import_done.html"
    http_method_names = ["post", "options"]

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        """Import and say what came of it."""
        upload: Upload = form.cleaned_data["token"]
        try:
            with Report(upload.report) as report:
                importer = _importer(upload, dry_run=False, on_finding=report.add)
                counts = importer.run(upload.path, upload.name)
        except UnreadableFileError as error:
            return self._again(str(error))
        uploads.forget_file(upload)
        return self.render_to_response(self.get_context_data(counts=counts, upload=upload))

    def form_invalid(self, form: ConfirmForm) -> HttpResponse:
        """Send back to the upload: the file is no longer there, or it never was this user's."""
        return self._again(" ".join(map(str, form.errors.get("token", []))))

    def _again(self, message: str) -> HttpResponse:
        form = UploadForm()
        context = {**self.get_context_data(), "form": form, "message": message}
        self.template_name = "standards/admin/import_upload.html"
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


class ReportView(ImportPermission, View):
    """The whole report as a file."""

    def get(self, _request: HttpRequest, token: str) -> FileResponse:
        """Return the report of an upload of this user."""
        upload = uploads.find(token)
        if upload is None or not upload.report.exists():
            raise Http404(_("This report is no longer kept."))
        return FileResponse(upload.report.open("rb"), as_attachment=True, filename="import-report.csv")


def _importer(upload: Upload, *, dry_run: bool, on_finding: Any) -> Importer:
    return Importer(
        source=upload.source,
        checked=upload.checked,
        dry_run=dry_run,
        on_finding=on_finding,
        max_rows=uploads.MAX_ROWS,
    )
