"""The page on which an expert is reviewed: what is there, what is missing, what can be decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.catalogue.experts import moving
from onestop.catalogue.experts.forms import ReviewForm
from onestop.catalogue.experts.models import Expert


class ReviewView(WagtailAdminTemplateMixin, FormView[ReviewForm]):
    """Decide on an expert; only for those who may."""

    form_class = ReviewForm
    template_name = "catalogue/experts/admin/review.html"
    page_title = gettext_lazy("Review of an expert")
    header_icon = "check"
    expert: Expert

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not review, then find the expert."""
        if not request.user.has_perm(moving.PERMISSION):
            raise PermissionDenied
        rows = Expert.objects.prefetch_related("fields", "categories", "competences", "events__by")
        self.expert = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Name the person."""
        return self.expert.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("experts_modeladmin_index"), "label": _("Experts")},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whom it is about."""
        return {**super().get_form_kwargs(), "expert": self.expert}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the person."""
        return super().get_context_data(expert=self.expert, **kwargs)

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        """Move the expert on, or say beside the fields what is missing."""
        data = form.cleaned_data
        try:
            moved = moving.move(
                self.expert.pk,
                data["move"],
                self.request.user,
                note=data["note"],
                term=(data.get("term_from"), data.get("term_until")),
            )
        except ValidationError as error:
            form.add_error(None, error) if not hasattr(error, "error_dict") else self._beside(form, error)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("%(name)s: %(state)s") % {"name": moved.name, "state": moved.get_state_display()},
        )
        return redirect("experts_modeladmin_index")

    def _beside(self, form: ReviewForm, error: ValidationError) -> None:
        for field, found in error.error_dict.items():
            for each in found:
                form.add_error(field if field in form.fields else None, each)
