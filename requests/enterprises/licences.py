"""Comparing a licence: staff type the credit code that they read there and see who waits to be proved."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.catalogue.organisations.credit_code import tidy, validate_credit_code
from onestop.requests.enterprises import accounts, people
from onestop.requests.enterprises.models import Enterprise, Membership
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role
from onestop.site.digits import number_of

COMPARE = frozenset({Role.STATION, Role.WINDOW, Role.AGENT, Role.HEAD})
"""Who stands where licences are shown."""

SHOWN = 50


def may_compare(user: Any) -> bool:
    """Tell whether ``user`` may note that a licence was compared."""
    return bool(roles.roles_of(user) & COMPARE)


def waiting_for(user: Any) -> int:
    """Return how many people wait to be proved, for who works for the whole network; else none."""
    if not may_compare(user) or not roles.sees_all_cases(user):
        return 0
    return Membership.objects.current().filter(confirmed_at__isnull=True).count()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who acts for the enterprise, masked: staff ask the person at the window for the rest."""

    pk: int
    contact: str
    role: str
    since: Any
    is_proved: bool


def people_of(enterprise: Enterprise) -> list[Waiting]:
    """Return who acts for an enterprise."""
    return [
        Waiting(
            each.pk,
            accounts.masked_contact(each.user),
            str(each.get_role_display()),
            each.since,
            each.confirmed_at is not None,
        )
        for each in people.of_enterprise(enterprise)
    ]


class CodeOnLicenceForm(forms.Form):
    """The code as it is read from the licence."""

    code = forms.CharField(label=gettext_lazy("Credit code on the licence"), max_length=40)

    def clean_code(self) -> str:
        """Return it in one form, its check character compared."""
        validate_credit_code(self.cleaned_data["code"])
        return tidy(self.cleaned_data["code"])


class LicenceView(WagtailAdminTemplateMixin, TemplateView):
    """The page. The code comes by POST, so that it stands in no address."""

    template_name = "requests/enterprises/licences.html"
    page_title = gettext_lazy("Compare a licence")
    header_icon = "clipboard-list"
    _show_breadcrumbs = True
    http_method_names = ("get", "head", "post")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who does not stand at a window.

        Raises:
            PermissionDenied: The role is another.
        """
        if not may_compare(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look the code up; note or end a membership."""
        form = CodeOnLicenceForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        found = Enterprise.objects.standing().filter(credit_code=form.cleaned_data["code"]).first()
        if found is None:
            form.add_error("code", _("Nobody has signed up with this code, and no request names it."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if "proved" in request.POST or "stranger" in request.POST:
            return self._decide(request, found)
        return self.render_to_response(self.get_context_data(form=form, found=found))

    def _decide(self, request: HttpRequest, found: Enterprise) -> HttpResponse:
        key = number_of(request.POST.get("proved") or request.POST.get("stranger"))
        member = Membership.objects.current().filter(enterprise=found, pk=key).first()
        if member is None:
            messages.warning(request, _("This person does not act for the enterprise any more."))
        elif "proved" in request.POST:
            people.confirm(member.pk, request.user)
            messages.success(request, _("Noted: the licence was compared."))
        else:
            try:
                people.dismiss(member.pk, request.user)
                messages.success(request, _("The person does not act for the enterprise any more."))
            except ValidationError as error:
                messages.warning(request, error.messages[0])
        return redirect(reverse("requests_licences"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, and what was found by it; the centre sees who waits."""
        kwargs.setdefault("form", CodeOnLicenceForm())
        found = kwargs.get("found")
        waiting = Membership.objects.current().filter(confirmed_at__isnull=True)
        whole = roles.sees_all_cases(self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "people": people_of(found) if found else [],
            "waiting": waiting.select_related("enterprise").order_by("since")[:SHOWN] if whole else [],
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """End with this page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.page_title)}]
