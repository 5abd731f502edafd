"""Importing institutions in the admin: give a file, read what would happen, agree."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.catalogue.institutions.admin.forms import ConfirmForm, UploadForm
from onestop.catalogue.institutions.importing.importer import Finding, Importer
from onestop.catalogue.institutions.importing.reading import Defaults
from onestop.catalogue.organisations.querysets import sees_everything
from onestop.standards.admin import uploads
from onestop.standards.importing import UnreadableFileError
from onestop.standards.importing.outcome import Report

SHOWN = 200
"""Findings shown on the page; the report has all."""

RIGHTS = tuple(
    f"catalogue.{action}_{model}"
    for model in ("organisation", "qualification", "capabilityscope")
    for action in ("add", "change")
)


def may_import(user: Any) -> bool:
    """Tell whether ``user`` may import: works for the whole network, and may write what an import writes."""
    return sees_everything(user) and user.has_perms(RIGHTS)


class ImportPermission(UserPassesTestMixin):
    """Only those who may write the directories."""

    request: HttpRequest

    def test_func(self) -> bool:
        """Ask for role and permissions."""
        return may_import(self.request.user)

    def handle_no_permission(self) -> Any:
        """Refuse; who is not signed in never gets here, Wagtail's admin asks first."""
        raise PermissionDenied


class ImportPage(ImportPermission, WagtailAdminTemplateMixin):
    """The frame of the import's pages."""

    page_title = gettext_lazy("Import institutions")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name the page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class UploadView(ImportPage, FormView[UploadForm]):
    """Take a file and show what importing it would do."""

    form_class = UploadForm
    template_name = "catalogue/institutions/admin/upload.html"
    success_url = reverse_lazy("institutions_import")

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Run the import dry; a file that cannot be read is said beside its field."""
        given = form.cleaned_data
        upload = uploads.keep(given["file"], given["source"], given["checked"])
        complete = given["complete"]
        importer, shown, error = run(self.request, upload, given["kind"], complete=complete, dry=True)
        if error:
            uploads.discard(upload)
            form.add_error("file", error)
            return self.form_invalid(form)
        initial = {"token": upload.token, "kind": given["kind"], "complete": complete}
        context = self.get_context_data(
            counts=importer.counts,
            dropped=importer.dropped,
            findings=shown,
            more=importer.counts.reasons.total() - len(shown),
            ignored_columns=importer.ignored_columns,
            upload=upload,
            confirm=ConfirmForm(initial=initial),
        )
        self.template_name = "catalogue/institutions/admin/check.html"
        return self.render_to_response(context)

    def form_invalid(self, form: UploadForm) -> HttpResponse:
        """Show the form again with what is wrong."""
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


class ConfirmView(ImportPage, FormView[ConfirmForm]):
    """Import the file that was looked at."""

    form_class = ConfirmForm
    template_name = "catalogue/institutions/admin/done.html"
    http_method_names = ["post", "options"]

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        """Import and say what came of it."""
        given = form.cleaned_data
        upload = given["token"]
        importer, _shown, error = run(
            self.request, upload, given["kind"], complete=given["complete"], dry=False
        )
        if error:
            return self._again(error)
        uploads.forget_file(upload)
        context = self.get_context_data(counts=importer.counts, dropped=importer.dropped, upload=upload)
        return self.render_to_response(context)

    def form_invalid(self, form: ConfirmForm) -> HttpResponse:
        """Send back to the upload: the file is no longer there."""
        return self._again(" ".join(str(each) for found in form.errors.values() for each in found))

    def _again(self, message: str) -> HttpResponse:
        context = {**self.get_context_data(), "form": UploadForm(), "message": message}
        self.template_name = "catalogue/institutions/admin/upload.html"
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


class ReportView(ImportPermission, View):
    """The whole report as a file."""

    def get(self, _request: HttpRequest, token: str) -> FileResponse:
        """Return the report of an upload."""
        upload = uploads.find(token)
        if upload is None or not upload.report.exists():
            raise Http404(_("This report is no longer kept."))
        return FileResponse(upload.report.open("rb"), as_attachment=True, filename="import-report.csv")


def run(
    request: HttpRequest, upload: uploads.Upload, kind: str, *, complete: bool, dry: bool
) -> tuple[Importer, list[Finding], str]:
    """Import a kept file; return the importer, the first findings, and why the file cannot be read."""
    shown: list[Finding] = []
    with Report(upload.report) as report:

        def note(finding: Finding) -> None:
            report.add(finding)
            if len(shown) < SHOWN:
                shown.append(finding)

        importer = Importer(
            Defaults(kind, upload.source, upload.checked, request.user.get_username()),
            complete=complete,
            dry_run=dry,
            on_finding=note,
            max_rows=uploads.MAX_ROWS,
        )
        try:
            importer.run(upload.path)
        except UnreadableFileError as error:
            return importer, shown, str(error)
    return importer, shown, ""


def admin_urls() -> list[URLPattern]:
    """Return the addresses of the import."""
    return [
        path("institutions/import/", UploadView.as_view(), name="institutions_import"),
        path("institutions/import/confirm/", ConfirmView.as_view(), name="institutions_import_confirm"),
        path(
            "institutions/import/report/<str:token>/", ReportView.as_view(), name="institutions_import_report"
        ),
    ]
