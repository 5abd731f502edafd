"""What all registers share: row rights, exports that people can read, addresses that never fail."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, QuerySet, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.views import InspectView

from onestop.site.digits import number_of
from onestop.site.listings import ListingAdmin, ListingView
from onestop.site.sealed_search import SealedSearch

YOURS = "row_is_yours"


class RowPermissionHelper(PermissionHelper):
    """Django's permission for the model, and the row right for the row."""

    def owns(self, user: Any, obj: Any) -> bool:
        """Tell whether the row is among those of ``user``; rows of the listing already are."""
        if getattr(obj, YOURS, False):
            return True
        return bool(self.model.objects.for_user(user).filter(pk=obj.pk).exists())

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """Look at a row of one's own."""
        return bool(super().user_can_inspect_obj(user, obj)) and self.owns(user, obj)

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        """Change a row of one's own."""
        return bool(super().user_can_edit_obj(user, obj)) and self.owns(user, obj)

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        """Delete a row of one's own."""
        return bool(super().user_can_delete_obj(user, obj)) and self.owns(user, obj)


class RegisterIndexView(ListingView):
    """A list of rows that belong to organisations."""

    def get_filename(self) -> str:
        """Name the file by register and day."""
        return f"{self.model_name}-{timezone.localdate():%Y%m%d}"


class SealedIndexView(SealedSearch, RegisterIndexView):
    """A list of rows that are about people or enterprises."""


class RegisterInspectView(InspectView):
    """A row in words: yes or no instead of True or False, and a name for what the model does not name."""

    def get_field_label(self, field_name: str, field: Any = None) -> str:
        """Return the name that the register gives, else the model's."""
        return str(self.model_admin.names.get(field_name) or super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        """Return the value as people write it."""
        value = super().get_field_display_value(field_name, field)
        return (_("yes") if value else _("no")) if isinstance(value, bool) else value


class Register(ListingAdmin):
    """A register whose rows belong to organisations; the model's manager has ``for_user``."""

    permission_helper_class = RowPermissionHelper
    index_view_class = RegisterIndexView
    index_view_extra_css = ["catalogue/registers.css"]
    inspect_view_extra_css = ["catalogue/registers.css"]
    inspect_view_class = RegisterInspectView
    inspect_view_enabled = True
    names: dict[str, Any] = {}
    """Of fields that the model leaves without a name of their own, for who looks at a row."""
    nothing_yet: Any = ""
    """What an empty register says instead of "none has been created"."""
    list_per_page = 50
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows that the person may work with, marked as such."""
        rows = self.model.objects.for_user(request.user)
        marked = rows.annotate(**{YOURS: Value(True, output_field=BooleanField())})
        ordering = self.get_ordering(request)
        marked = marked.select_related(*self.related) if self.related else marked
        return marked.order_by(*ordering) if ordering else marked

    def row_state(self, obj: Any) -> str:  # noqa: ARG002 - registers with states override it
        """Return the state that colours a row: late, soon, off or nothing; a column has its words."""
        return ""

    def get_extra_attrs_for_row(self, obj: Any, context: Any) -> dict[str, str]:  # noqa: ARG002
        """Colour a row by its state."""
        state = self.row_state(obj)
        return {"class": f"row-{state}"} if state else {}

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Edit a row."""
        return super().edit_view(request, key_of(instance_pk))

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Look at a row."""
        return super().inspect_view(request, key_of(instance_pk))

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Delete a row."""
        return super().delete_view(request, key_of(instance_pk))

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Look at the history of a row, for who may look at the row: modeladmin itself does not ask.

        Raises:
            PermissionDenied: It is not the person's.
        """
        row = get_object_or_404(self.model, pk=key_of(instance_pk))
        if not self.permission_helper.user_can_inspect_obj(request.user, row):
            raise PermissionDenied
        return super().history_view(request, instance_pk)


def key_of(text: str) -> str:
    """Return the key of a row, which is a number.

    Raises:
        Http404: It is not.
    """
    if number_of(text):
        return text
    raise Http404
