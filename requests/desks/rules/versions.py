"""A new version instead of a change: what is in force was promised to somebody (PIPL art. 17)."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from onestop.requests.enterprises.models import PrivacyNotice
from onestop.requests.workflow.models import SLAPolicy

KINDS: dict[str, tuple[type[models.Model], str]] = {
    "policy": (SLAPolicy, "name"),
    "notice": (PrivacyNotice, "version"),
}
"""What has versions, and the field that names one."""


def is_in_force(version: Any) -> bool:
    """Tell whether a version has begun: from then on it is only read."""
    return bool(version.valid_from <= timezone.localdate())


def to_come(day: dt.date) -> dt.date:
    """Return a day on which a version may begin.

    Raises:
        ValidationError: It has begun.
    """
    if day <= timezone.localdate():
        raise ValidationError(_("Choose tomorrow or a later day: what holds today stays as it is."))
    return day


class NextForm(forms.Form):
    """How the next version is called and from when it holds."""

    name = forms.CharField(label=gettext_lazy("Name of the version"), max_length=40)
    valid_from = forms.DateField(
        label=gettext_lazy("In force from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Tomorrow at the earliest. Until then you can still change it."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.model, self.named_by = KINDS[kind]

    def clean_name(self) -> str:
        """Refuse a name that another version has, where names tell them apart."""
        name: str = self.cleaned_data["name"]
        unique = self.model._meta.get_field(self.named_by).unique  # noqa: SLF001 - Django's own API
        if unique and self.model._default_manager.filter(**{self.named_by: name}).exists():  # noqa: SLF001
            raise ValidationError(_("Another version has this name."))
        return name

    def clean_valid_from(self) -> dt.date:
        """Refuse a day that has begun, and one on which another version begins."""
        day = to_come(self.cleaned_data["valid_from"])
        if self.model._default_manager.filter(valid_from=day).exists():  # noqa: SLF001 - Django's own API
            raise ValidationError(_("Another version begins on this day already."))
        return day


@transaction.atomic
def next_version(before: Any, named_by: str, name: str, valid_from: dt.date) -> Any:
    """Return a new version with the content of ``before``, its time limits included."""
    kept = [field for field in before._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's
    after = type(before)(**{field.attname: getattr(before, field.attname) for field in kept})
    setattr(after, named_by, name)
    after.valid_from = valid_from
    after.full_clean()
    after.save()
    for limit in before.limits.all() if isinstance(before, SLAPolicy) else ():
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
            Http404: There is none.
            PermissionDenied: The account makes none.
        """
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.model, self.named_by = KINDS[kwargs["kind"]]
        name = self.model._meta.model_name  # noqa: SLF001 - Django's own API
        if not request.user.has_perm(f"requests.add_{name}"):
            raise PermissionDenied
        self.before = get_object_or_404(self.model, pk=kwargs["pk"])
        self.index = reverse(f"requests_{name}_modeladmin_index")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what it begins with and the form."""
        form = kwargs.pop("form", None) or NextForm(kind=self.kwargs["kind"])
        context = super().get_context_data(**kwargs)
        return {**context, "form": form, "before": self.before, "back": self.index}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Make it."""
        form = NextForm(request.POST, kind=self.kwargs["kind"])
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        given = form.cleaned_data
        made = next_version(self.before, self.named_by, given["name"], given["valid_from"])
        log(made, "wagtail.create", user=request.user)
        messages.success(request, _("The new version is there. Change what is different; the rest stays."))
        name = self.model._meta.model_name  # noqa: SLF001 - Django's own API
        return redirect(reverse(f"requests_{name}_modeladmin_edit", args=[made.pk]))
