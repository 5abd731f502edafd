"""New time limits instead of changed ones: what is in force was promised to somebody (process 3.4)."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from onestop.requests.workflow.days import near
from onestop.requests.workflow.models import SLAPolicy


def is_in_force(policy: SLAPolicy) -> bool:
    """Tell whether a version has begun: from then on it is only read."""
    return policy.valid_from <= timezone.localdate()


def to_come(day: dt.date) -> dt.date:
    """Return a day on which a version may begin.

    Raises:
        ValidationError: It has begun, or is too far away.
    """
    if day <= timezone.localdate():
        raise ValidationError(_("Choose tomorrow or a later day: what holds today stays as it is."))
    return near(day)


class NextForm(forms.Form):
    """How the next version is called and from when it holds."""

    name = forms.CharField(label=gettext_lazy("Name of the version"), max_length=60)
    valid_from = forms.DateField(
        label=gettext_lazy("In force from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Tomorrow at the earliest. Until then you can still change it."),
    )

    def clean_valid_from(self) -> dt.date:
        """Refuse a day that has begun, and one on which another version begins."""
        day = to_come(self.cleaned_data["valid_from"])
        if SLAPolicy.objects.filter(valid_from=day).exists():
            raise ValidationError(_("Another version begins on this day already."))
        return day


@transaction.atomic
def next_version(before: SLAPolicy, name: str, valid_from: dt.date) -> SLAPolicy:
    """Return a new version with all limits of ``before``."""
    after = SLAPolicy(name=name, valid_from=valid_from)
    after.full_clean()
    after.save()
    for limit in before.limits.all():
        limit.pk, limit.policy = None, after
        limit.save(force_insert=True)
    return after


class NextVersionView(WagtailAdminTemplateMixin, TemplateView):
    """Asks for name and day, then makes the next version and opens it."""

    template_name = "requests/desks/next_version.html"
    header_icon = "copy"
    page_title = gettext_lazy("New version")
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the version to begin with.

        Raises:
            PermissionDenied: The account makes none.
        """
        if not request.user.has_perm("requests.add_slapolicy"):
            raise PermissionDenied
        self.before = get_object_or_404(SLAPolicy, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what it begins with and the form."""
        form = kwargs.pop("form", None) or NextForm()
        back = reverse("requests_slapolicy_modeladmin_index")
        return {**super().get_context_data(**kwargs), "form": form, "before": self.before, "back": back}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Make it."""
        form = NextForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        made = next_version(self.before, **form.cleaned_data)
        log(made, "wagtail.create", user=request.user)
        messages.success(request, _("The new version is there. Change what is different; the rest stays."))
        return redirect(reverse("requests_slapolicy_modeladmin_edit", args=[made.pk]))
