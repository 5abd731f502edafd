"""Importing a directory in the admin: give a file, read what would happen, agree."""

import csv
from http import HTTPStatus
from io import StringIO
from typing import Any

from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.catalogue.importing.admin.about import About
from onestop.catalogue.importing.admin.forms import ConfirmForm, UploadForm
from onestop.catalogue.importing.importer import Finding, Importer
from onestop.standards.admin import uploads
from onestop.standards.importing import UnreadableFileError
from onestop.standards.importing.outcome import Report

SHOWN = 200
"""Findings shown on the page; the report has all."""


class ImportPermission(UserPassesTestMixin):
    """Only those who may write the directory."""

    request: HttpRequest
    about: About | None = None
    """The kind of import; its address gives it."""

    def test_func(self) -> bool:
        """Ask for role and permissions."""
        return self.kind.allowed(self.request.user)

    def handle_no_permission(self) -> Any:
        """Refuse; who is not signed in never gets here, Wagtail's admin asks first."""
        raise PermissionDenied

    @property
    def kind(self) -> About:
        """Return the kind of import."""
        assert self.about is not None  # noqa: S101 - every address gives it
        return self.about


class ImportPage(ImportPermission, WagtailAdminTemplateMixin):
    """The frame of the import's pages."""

    header_icon = "upload"

    def get_page_title(self) -> Any:
        """Name the kind of import."""
        return self.kind.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name the page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.kind.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kind and its addresses."""
        name = f"{self.kind.name}_import"
        addresses = {each: reverse(f"{name}_{each}") for each in ("confirm", "template")}
        return super().get_context_data(
            **{"about": self.kind, "upload_url": reverse(name), "addresses": addresses, **kwargs}
        )

    def report_url(self, upload: uploads.Upload) -> str:
        """Return where the whole report is."""
        return reverse(f"{self.kind.name}_import_report", args=[upload.token])


class UploadView(ImportPage, FormView[UploadForm]):
    """Take a file and show what importing it would do."""

    template_name = "catalogue/importing/upload.html"

    def get_form_class(self) -> type[UploadForm]:
        """Return the form of this kind of import."""
        return self.kind.form

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Run the import dry; a file that cannot be read is said beside its field."""
        given = form.cleaned_data
        upload = uploads.keep(given["file"], given["source"], given["checked"])
        chosen = {name: given[name] for name in self.kind.agreement.base_fields if name in given}
        importer, shown, error = run(self.kind, self.request, upload, chosen, dry=True)
        if error:
            uploads.discard(upload)
            form.add_error("file", error)
            return self.form_invalid(form)
        context = self.get_context_data(
            counts=importer.counts,
            dropped=importer.dropped,
            findings=shown,
            more=importer.counts.reasons.total() - len(shown),
            ignored_columns=importer.ignored_columns,
            upload=upload,
            report_url=self.report_url(upload),
            confirm=self.kind.agreement(initial={"token": upload.token, **chosen}),
        )
        self.template_name = "catalogue/importing/check.html"
        return self.render_to_response(context)

    def form_invalid(self, form: UploadForm) -> HttpResponse:
        """Show the form again with what is wrong."""
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


class ConfirmView(ImportPage, FormView[ConfirmForm]):
    """Import the file that was looked at."""

    template_name = "catalogue/importing/done.html"
    http_method_names = ["post", "options"]

    def get_form_class(self) -> type[ConfirmForm]:
        """Return the form of this kind of import."""
        return self.kind.agreement

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        """Import and say what came of it."""
        chosen = dict(form.cleaned_data)
        upload = chosen.pop("token")
        importer, _shown, error = run(self.kind, self.request, upload, chosen, dry=False)
        if error:
            return self._again(error)
        uploads.forget_file(upload)
        context = self.get_context_data(
            counts=importer.counts, dropped=importer.dropped, report_url=self.report_url(upload)
        )
        return self.render_to_response(context)

    def form_invalid(self, form: ConfirmForm) -> HttpResponse:
        """Send back to the upload: the file is no longer there."""
        return self._again(" ".join(str(each) for found in form.errors.values() for each in found))

    def _again(self, message: str) -> HttpResponse:
        context = {**self.get_context_data(), "form": self.kind.form(), "message": message}
        self.template_name = "catalogue/importing/upload.html"
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


class ReportView(ImportPermission, View):
    """The whole report as a file."""

    def get(self, _request: HttpRequest, token: str) -> FileResponse:
        """Return the report of an upload."""
        upload = uploads.find(token)
        if upload is None or not upload.report.exists():
            raise Http404(_("This report is no longer kept."))
        return FileResponse(upload.report.open("rb"), as_attachment=True, filename="import-report.csv")


class TemplateView(ImportPermission, View):
    """An empty table with the columns that are understood, for a spreadsheet program."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Return its header (UTF-8 with its mark)."""
        text = StringIO()
        csv.writer(text).writerow(self.kind.columns())
        name = f"{self.kind.name}-template.csv"
        return HttpResponse(
            text.getvalue().encode("utf-8-sig"),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def run(
    kind: About, request: HttpRequest, upload: uploads.Upload, chosen: dict[str, Any], *, dry: bool
) -> tuple[Importer, list[Finding], str]:
    """Import a kept file; return the importer, the first findings, and why the file cannot be read."""
    shown: list[Finding] = []
    said = {"source": upload.source, "checked": upload.checked, "by": request.user.get_username()}
    with Report(upload.report) as report:

        def note(finding: Finding) -> None:
            report.add(finding)
            if len(shown) < SHOWN:
                shown.append(finding)

        importer = kind.make(said, chosen, dry_run=dry, on_finding=note, max_rows=uploads.MAX_ROWS)
        try:
            importer.run(upload.path)
        except UnreadableFileError as error:
            return importer, shown, str(error)
    return importer, shown, ""


def admin_urls(kind: About) -> list[URLPattern]:
    """Return the addresses of a kind of import."""
    base, name = f"{kind.name}/import/", f"{kind.name}_import"
    return [
        path(base, UploadView.as_view(about=kind), name=name),
        path(f"{base}confirm/", ConfirmView.as_view(about=kind), name=f"{name}_confirm"),
        path(f"{base}template/", TemplateView.as_view(about=kind), name=f"{name}_template"),
        path(f"{base}report/<str:token>/", ReportView.as_view(about=kind), name=f"{name}_report"),
    ]
