"""Writing down what is said at a window, on the telephone, on a visit or at an outlet (clause 4.3.2.3)."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.catalogue.organisations.choices import LAYERS
from onestop.requests.enterprises import notices
from onestop.requests.filing import attachments, holding, services
from onestop.requests.filing.forms import StaffForm
from onestop.requests.filing.models import AttachmentKind
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Channel, Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.requests.workflow.permissions import may
from onestop.requests.workflow.roles import roles_of

PERMISSION = "requests.file_servicerequest"
WRONG = 422


def may_file(user: Any) -> bool:
    """Tell whether an account may write requests down."""
    return bool(user.has_perm(PERMISSION) and may(Actor(user, roles_of(user)), "draft", None))


class DeskFormView(WagtailAdminTemplateMixin, FormView[Any]):
    """A form that staff fill in for somebody; a receipt follows, to be printed for whoever it is."""

    template_name = "requests/filing/desk.html"
    lead: str | Promise = ""
    _show_breadcrumbs = True
    actor: Actor

    def is_allowed(self, user: Any) -> bool:
        """Tell whether an account may fill it in."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may.

        Raises:
            PermissionDenied: The account may not.
        """
        if not self.is_allowed(request.user):
            raise PermissionDenied
        self.actor = Actor.of(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name the page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what is to be changed; only files are chosen again, as browsers will have it."""
        response = super().form_invalid(form)
        response.status_code = WRONG
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the notice to be read out."""
        notice = notices.items(notices.current())
        return super().get_context_data(notice=notice, lead=self.lead, **kwargs)


class WriteDownView(DeskFormView):
    """The form of staff for a request of an enterprise."""

    form_class = StaffForm
    page_title = gettext_lazy("Write down a request")
    header_icon = "edit"

    def is_allowed(self, user: Any) -> bool:
        """Let in who may file."""
        return may_file(user)

    def get_initial(self) -> dict[str, Any]:
        """Begin with how requests usually come to whoever sits here."""
        return {"channel": Channel.OUTLET if Role.OUTLET in self.actor.roles else Channel.WINDOW}

    def form_valid(self, form: StaffForm) -> HttpResponse:
        """File it and lead to the receipt."""
        try:
            case = file(self.actor, form, self.submission)
        except (Refused, ValidationError) as refused:
            form.add_error(None, " ".join(refused.messages))
            return self.form_invalid(form)
        holding.keep_sent(self.request, case)
        messages.success(self.request, _("Filed as %(number)s. Print the receipt.") % {"number": case})
        return redirect("requests_receipt", case.number)

    @property
    def submission(self) -> uuid.UUID:
        """Return what names this press; a new one for a form that is opened, or was tampered with."""
        try:
            return uuid.UUID(self.request.POST.get("submission", ""))
        except ValueError:
            return uuid.uuid4()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what names the press."""
        return super().get_context_data(submission=self.submission, **kwargs)


@transaction.atomic
def file(actor: Actor, form: StaffForm, submission: uuid.UUID) -> ServiceRequest:
    """File what staff wrote down, at their own office unless another was chosen; twice is once.

    Raises:
        Refused: The role may not.
        ValidationError: A file cannot be taken.
    """
    data = form.data_of(notices.current().version)
    uploads = data.pop("files", None) or []
    own = actor.office if actor.office and actor.office.kind in LAYERS else None
    data |= {"office": data["office"] or own, "filed_at": own, "submission": submission}
    draft = services.create_draft(actor, data)
    for upload in uploads if draft.number is None else ():
        attachments.attach(draft, upload, AttachmentKind.NEED, actor.user)
    return services.submit(draft.pk, actor, {})
