"""Importing trainees: give a list, read what would happen, agree. Nothing is written before that."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.log_actions import log

from onestop.home.training import trainees
from onestop.home.training.admin import bulk, rights
from onestop.home.training.admin.desk import TrainingPage
from onestop.home.training.models import TrainingEventPage
from onestop.standards.admin import uploads
from onestop.standards.admin.import_forms import ConfirmForm

IMPORTED = "onestop.training.import"


class ListForm(forms.Form):
    """The list, and that its people know of it."""

    file = forms.FileField(
        label=gettext_lazy("List of trainees"),
        help_text=gettext_lazy("CSV or XLSX with the columns 姓名, 企业名称, 电话 or 邮箱. At most 10 MB."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    agreed = forms.BooleanField(
        label=gettext_lazy(
            "The enterprise has told these people what their data is used for, and they agree."
        ),
        error_messages={
            "required": gettext_lazy("Ask the enterprise first; without consent no list is taken.")
        },
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > uploads.MAX_BYTES:
            raise forms.ValidationError(_("The file is too large: at most 10 MB. Split the list."))
        return file


class ImportView(PermissionRequiredMixin, TrainingPage, TemplateView):
    """One address for the three steps; what was looked at is named by a signed token."""

    permission_required = (rights.IMPORT,)
    raise_exception = True
    template_name = "home/training/admin/import.html"
    page_title = gettext_lazy("Import trainees")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the event first."""
        self.event = get_object_or_404(TrainingEventPage, pk=kwargs["event_id"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        """Ask for the list."""
        return self._show(form=ListForm())

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Look at a list, or take the one that was looked at."""
        if "token" in request.POST:
            return self._take(request)
        form = ListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        upload = uploads.keep(form.cleaned_data["file"], self._mark, None)
        try:
            intake = trainees.take_in(upload.path, self.event, self._version, dry_run=True)
        except trainees.UnreadableListError as error:
            uploads.discard(upload)
            form.add_error("file", str(error))
            return self._show(form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._show(
            intake=intake, confirm=ConfirmForm(initial={"token": upload.token}), name=upload.name
        )

    def _take(self, request: HttpRequest) -> HttpResponse:
        confirm = ConfirmForm(request.POST)
        if not confirm.is_valid() or confirm.cleaned_data["token"].source != self._mark:
            form = ListForm()
            message = _(
                "The list is no longer kept, or belongs to another event. Please choose it once more."
            )
            return self._show(form=form, message=message, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        upload = confirm.cleaned_data["token"]
        try:
            intake = trainees.take_in(upload.path, self.event, self._version, dry_run=False)
        finally:
            uploads.discard(upload)
        log(
            self.event,
            IMPORTED,
            user=request.user,
            data={"taken": intake.taken, "refused": len(intake.refused)},
        )
        return self._show(intake=intake, done=True, name=upload.name)

    @property
    def _mark(self) -> str:
        """Bind an upload to this event."""
        return f"training:{self.event.pk}"

    @property
    def _version(self) -> str:
        column: Any = self.event.get_parent().specific
        return str(column.notice_version)

    def _show(self, status: HTTPStatus = HTTPStatus.OK, **context: Any) -> HttpResponse:
        context |= {"event": self.event, "list_url": bulk.list_url(self.event.pk)}
        return self.render_to_response(self.get_context_data(**context), status=status)
