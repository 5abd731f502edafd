"""The register of proofs, and taking one back."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages

from onestop.catalogue.organisations.admin.base import Register, SealedIndexView
from onestop.home.training import proving
from onestop.home.training.admin import rights
from onestop.home.training.admin.desk import TrainingPage
from onestop.home.training.forms import RevokeForm
from onestop.home.training.models import Proof


class ProofPermissionHelper(rights.TrainingPermissionHelper):
    """A proof is never changed, only revoked."""

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002
        """Never."""
        return False


class ProofAdmin(Register):
    """All proofs that were issued."""

    model = Proof
    menu_label = pgettext_lazy("admin menu", "Proofs of attendance")
    menu_icon = "tick"
    menu_order = 300
    base_url_path = "training/proofs"
    permission_helper_class = ProofPermissionHelper
    history_view_enabled = False
    related = ("registration",)
    list_display = ("shown", "person", "title", "hours", "issued_on", "standing", "revoke")
    list_export = (
        *("code", "masked_name", "title", "starts_on", "ends_on", "hours", "assessment"),
        *("issuer", "issued_on", "revoked_on", "revoked_reason"),
    )
    list_filter = ("issued_on", "revoked_on")
    index_view_class = SealedIndexView
    search_fields = ("code", "title", "registration__name", "registration__enterprise")
    inspect_view_fields = (
        *("code", "masked_name", "title", "starts_on", "ends_on", "hours", "assessment"),
        *("issuer", "issued_on", "revoked_on", "revoked_reason"),
    )
    names = {"assessment": gettext_lazy("result of the assessment")}

    def get_extra_attrs_for_row(self, obj: Proof, context: Any) -> dict[str, str]:  # noqa: ARG002
        """Quieten what was revoked."""
        return {"class": "row-off"} if obj.revoked_on else {}

    def shown(self, obj: Proof) -> SafeString:
        """The code, leading to the page on which everybody checks it."""
        return format_html('<a href="{}">{}</a>', obj.get_absolute_url(), obj.shown_code)

    shown.short_description = gettext_lazy("Verification code")  # type: ignore[attr-defined]

    def person(self, obj: Proof) -> str:
        """Whose it is; after the retention period only what everybody may see."""
        return obj.registration.name or obj.masked_name

    person.short_description = pgettext_lazy("of a person", "name")  # type: ignore[attr-defined]

    def assessment(self, obj: Proof) -> str:
        """That it was passed; an event without an assessment says nothing of one."""
        return obj.assessment

    assessment.short_description = gettext_lazy("result of the assessment")  # type: ignore[attr-defined]

    def standing(self, obj: Proof) -> str:
        """Whether it holds."""
        if obj.revoked_on:
            return _("revoked on %(day)s: %(why)s") % {"day": obj.revoked_on, "why": obj.revoked_reason}
        return _("valid")

    standing.short_description = pgettext_lazy("registration", "state")  # type: ignore[attr-defined]

    def revoke(self, obj: Proof) -> SafeString | str:
        """Lead to the form that takes it back."""
        if obj.revoked_on:
            return ""
        return format_html(
            '<a href="{}">{}</a>', reverse("training_revoke", args=[obj.pk]), _("Revoke the proof")
        )

    revoke.short_description = ""  # type: ignore[attr-defined]


class RevokeView(PermissionRequiredMixin, TrainingPage, FormView[RevokeForm]):
    """Ask why, then take the proof back."""

    permission_required = (rights.REVOKE,)
    raise_exception = True
    form_class = RevokeForm
    template_name = "home/training/admin/revoke.html"
    page_title = gettext_lazy("Revoke a proof")
    header_icon = "cross"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the proof first."""
        self.proof = get_object_or_404(Proof.objects.for_user(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the proof."""
        return super().get_context_data(proof=self.proof, **kwargs)

    def form_valid(self, form: RevokeForm) -> HttpResponse:
        """Revoke it and go back to the register."""
        proving.revoke(self.proof, form.cleaned_data["why"])
        messages.success(self.request, _("The proof %(code)s is revoked.") % {"code": self.proof.shown_code})
        return redirect("training_proofs_modeladmin_index")
