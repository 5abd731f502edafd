"""The desk of training: every event with its numbers; what participants said; lists out."""

from collections import Counter
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import TemplateView, View

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from onestop.home.training import exporting, showing
from onestop.home.training.admin import bulk, rights
from onestop.home.training.choices import Opinion, Place
from onestop.home.training.models import Attendance, Feedback, Registration, TrainingEventPage
from onestop.home.training.querysets import MANAGE

SHOWN = 60
EXPORTED = "onestop.training.export"
FORMATS = {
    "csv": (exporting.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (exporting.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class TrainingPage(WagtailAdminTemplateMixin):
    """The way to a page of training in the admin."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the desk."""
        desk = {"url": reverse("training_desk"), "label": pgettext("admin menu", "Training events")}
        return [*super().get_breadcrumbs_items(), desk, {"url": "", "label": self.page_title}]


class Page(PermissionRequiredMixin, TrainingPage, TemplateView):
    """The frame of the desk's pages."""

    permission_required: tuple[str, ...] = (MANAGE,)
    raise_exception = True
    header_icon = "calendar-alt"


class DeskView(Page):
    """Events, the next first, with their numbers."""

    template_name = "home/training/admin/desk.html"
    page_title = pgettext_lazy("admin menu", "Training events")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Stand at the top."""
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the rows: coming events by time, then the latest past ones."""
        now = timezone.now()
        present = Attendance.objects.filter(registration__event=OuterRef("pk")).order_by()
        counted = present.values("registration__event").annotate(n=Count("registration", distinct=True))
        events = TrainingEventPage.objects.live().with_places()
        events = events.annotate(present=Coalesce(Subquery(counted.values("n")), 0))
        rows = [*events.upcoming(now)[:SHOWN], *events.past(now)[:SHOWN]]
        return super().get_context_data(
            rows=[
                {
                    "event": event,
                    "when": showing.span(event.starts_at, event.ends_at),
                    "stage": event.stage(now),
                    "url": bulk.list_url(event.pk),
                }
                for event in rows
            ],
            may_import=self.request.user.has_perm(rights.IMPORT),
            may_export=self.request.user.has_perm(rights.EXPORT),
            may_read=self.request.user.has_perm(rights.OPINIONS),
            **kwargs,
        )


class FeedbackView(Page):
    """What participants of one event said, counted, with n; nobody is named."""

    permission_required = (rights.OPINIONS,)
    template_name = "home/training/admin/feedback.html"
    page_title = gettext_lazy("What participants said")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the answers to each question."""
        event = get_object_or_404(TrainingEventPage, pk=kwargs["event_id"])
        answers = list(Feedback.objects.filter(registration__event=event))
        questions = []
        for name in Feedback.QUESTIONS:
            counts = Counter(getattr(answer, name) for answer in answers)
            bars = [
                (opinion.label, counts[opinion], _percent(counts[opinion], len(answers)))
                for opinion in Opinion
            ]
            field: Any = Feedback._meta.get_field(name)  # noqa: SLF001 - Django's public API of models
            questions.append({"text": field.verbose_name, "bars": bars})
        confirmed = Registration.objects.filter(event=event, place=Place.CONFIRMED).count()
        return super().get_context_data(
            event=event,
            n=len(answers),
            confirmed=confirmed,
            share=_percent(len(answers), confirmed),
            questions=questions,
            words=sorted(answer.words for answer in answers if answer.words),
            **kwargs,
        )


class ExportView(PermissionRequiredMixin, View):
    """The list of an event with contacts, for who may; that it was taken is noted."""

    permission_required = (rights.EXPORT,)
    raise_exception = True

    def get(self, request: HttpRequest, event_id: int, kind: str) -> HttpResponse:
        """Return the file."""
        if kind not in FORMATS:
            raise Http404
        event = get_object_or_404(TrainingEventPage, pk=event_id)
        write, content_type = FORMATS[kind]
        log(event, EXPORTED, user=request.user, data={"format": kind})
        response = HttpResponse(write(event, request.user), content_type=content_type)
        name = f"training-{event.slug}-{timezone.localdate():%Y%m%d}.{kind}"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
        response["Cache-Control"] = "private, no-store"
        return response


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
