"""A complaint on the desk: what it says, who takes it up, and the contact for whoever did (clause 5.6)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.requests.enterprises import looking
from onestop.requests.filing.views.desk import DeskFormView
from onestop.requests.supervision import complaining
from onestop.requests.supervision.forms import StaffComplaintForm, TakeUpComplaintForm
from onestop.requests.supervision.models import Complaint
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import OFFICE_FIRST
from onestop.requests.workflow.moving import Refused
from onestop.requests.workflow.roles import roles_of

LIST = "requests_complaint_modeladmin_index"
PERMISSION = "requests.view_complaint"
WRITE = "requests.file_complaint"


class ComplaintView(WagtailAdminTemplateMixin, TemplateView):
    """Everything of a complaint, and the one step of its entry: taking it up."""

    template_name = "requests/supervision/desk_complaint.html"
    header_icon = "warning"
    _show_breadcrumbs = True
    complaint: Complaint
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the complaint.

        Raises:
            Http404: There is none that the account may read.
        """
        rows = Complaint.objects.for_user(request.user).select_related(
            "office", "case__handler", "taken_up_by", "written_by", "written_at"
        )
        found = rows.filter(pk=kwargs["pk"]).first() if request.user.has_perm(PERMISSION) else None
        if found is None:
            raise Http404
        self.complaint, self.actor = found, Actor.of(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Name it by its number."""
        return self.complaint.number

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        items = super().get_breadcrumbs_items()
        return [
            *items,
            {"url": reverse(LIST), "label": pgettext("admin menu", "Complaints")},
            {"url": "", "label": self.complaint.number},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Take it up, or show the contact to whoever did."""
        if request.POST.get("do") == "contact":
            return self._contact()
        form = TakeUpComplaintForm(request.POST)
        if form.is_valid():
            try:
                complaining.take_up(self.complaint.pk, self.actor, form.cleaned_data["words"])
            except Refused as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, _("Taken up. The complainant has been told."))
                return redirect("requests_complaint_desk", self.complaint.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _contact(self) -> HttpResponse:
        """Show name and telephone once; that they were looked at is written down (clause 6.3)."""
        if not self.is_mine:
            raise Http404
        case = self.complaint.case
        role = next(role for role in OFFICE_FIRST if role in self.actor.roles)
        looking.note_look(
            self.actor,
            role,
            ["contact_name", "phone"],
            _("To answer the complaint %(number)s") % {"number": self.complaint.number},
            enterprise=case.enterprise if case else None,
        )
        contact = (self.complaint.contact_name, self.complaint.phone)
        page = self.render_to_response(self.get_context_data(contact=contact))
        page["Cache-Control"] = "no-store, private"
        return page

    @property
    def is_mine(self) -> bool:
        """Tell whether the reader has taken it up."""
        return self.complaint.taken_up_by_id == self.actor.user.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows."""
        can = complaining.may_take_up(self.complaint, self.actor)
        barred = not self.complaint.taken_up_at and complaining.has_part_in(self.complaint, self.actor)
        return {
            **super().get_context_data(**kwargs),
            "complaint": self.complaint,
            "form": TakeUpComplaintForm() if can else None,
            "has_part": barred,
            "is_mine": self.is_mine,
            **kwargs,
        }


class WriteComplaintView(DeskFormView):
    """The form of staff for a complaint; the receipt that everybody gets follows."""

    form_class = StaffComplaintForm
    page_title = gettext_lazy("Write down a complaint")
    header_icon = "warning"
    lead = gettext_lazy(
        "For whoever complains at the window, on the telephone or in a letter. It goes to the centre, where "
        "somebody uninvolved takes it up. Print the receipt afterwards, or tell its number and days."
    )

    def is_allowed(self, user: Any) -> bool:
        """Let in who may."""
        return may_write_down(user)

    def form_valid(self, form: StaffComplaintForm) -> HttpResponse:
        """Take it in and lead to the receipt."""
        try:
            complaint = complaining.write_down(self.actor, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        messages.success(
            self.request, _("Taken in as %(number)s. Print the receipt.") % {"number": complaint.number}
        )
        return redirect(complaining.url(complaint))


def may_write_down(user: Any) -> bool:
    """Tell whether an account may write complaints down."""
    return bool(user.has_perm(WRITE) and roles_of(user) & complaining.WRITERS)
