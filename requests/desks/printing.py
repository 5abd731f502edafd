"""On paper: the record of a case and the service record, A4 in black and white (clauses 4.1.1.5, 6.2)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from onestop.catalogue.services.codes import qr
from onestop.requests.desks import sections, standing, timeline
from onestop.requests.desks.access import case_for
from onestop.requests.enterprises import handing
from onestop.requests.evaluation import sheet
from onestop.requests.filing import details, reading
from onestop.requests.serving import records
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import ServiceRequest


class PrintView(View):
    """What prints of a case share: the right to it, the code that leads back, who printed it when."""

    template_name = ""
    case: ServiceRequest
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the case; one that is not the person's is not there."""
        self.case, self.actor = case_for(request.user, kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Answer the page to print."""
        desk = reverse("requests_case_desk", args=[self.case.number])
        user: Any = request.user
        seen = handing.as_seen(self.case, self.actor)
        context = {
            "case": seen,
            "details": details.shown(seen),
            "desk": desk,
            "code": qr(request.build_absolute_uri(desk)),
            "noindex": True,
            "printed": _("Printed by %(who)s on %(when)s")
            % {
                "who": user.get_full_name() or user.get_username(),
                "when": f"{timezone.localtime():%Y-%m-%d %H:%M}",
            },
            **self.content(),
        }
        response = render(request, self.template_name, context)
        response["Cache-Control"] = "no-store, private"
        return response

    def content(self) -> dict[str, Any]:
        """Return what this print shows."""
        raise NotImplementedError


class CasePrint(PrintView):
    """办件单: the whole case, the contact masked."""

    template_name = "requests/desks/print_case.html"

    def content(self) -> dict[str, Any]:
        """Return all that the page of the case shows."""
        events = list(timeline.events_for(self.case, self.actor))
        lines = timeline.lines(events, self.actor)
        return {
            "lines": lines,
            "entries": timeline.entries(lines),
            "sentence": standing.sentence(self.case),
            **sections.gather(self.case, self.actor, events),
        }


class EvaluationPrint(PrintView):
    """表 A.1 as it was filled in; who has signed is for office and centre, not for whoever served."""

    template_name = "requests/desks/print_evaluation.html"

    def content(self) -> dict[str, Any]:
        """Return the form, among those that the person may read; a signature that is shown is a look."""
        given = get_object_or_404(sections.evaluations_for(self.case, self.actor), pk=self.kwargs["pk"])
        shown = sheet.filled(given, named=timeline.reads_inside(self.actor))
        if shown["picture"]:
            reading.note_look(self.actor, self.case)
        return shown | {"enterprise": given.enterprise_name}


class RecordPrint(PrintView):
    """服务记录: one record with its entries, corrections and places to sign."""

    template_name = "requests/desks/print_record.html"

    def content(self) -> dict[str, Any]:
        """Return the record, among those that the person may read."""
        matches = sections.matches_for(self.case, self.actor)
        own = self.case.records.select_related("doer", "expert", "case")
        if not timeline.reads_inside(self.actor):
            own = own.filter(match__in=matches)
        record = get_object_or_404(own, pk=self.kwargs["pk"])
        events = timeline.events_for(self.case, self.actor)
        kept = {event.pk for event in records.entries(record)}
        shown = [event for event in events if event.pk in kept or event.corrects_id in kept]
        return {
            "record": record,
            "fields": [*records.shown(record), *records.fee(record)],
            "lines": timeline.lines(shown, self.actor),
        }
