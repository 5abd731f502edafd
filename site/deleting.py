"""What something else still needs is not deleted, and the admin says what needs it instead of failing."""

from collections import Counter
from collections.abc import Callable, Collection

from django.db.models import Model, ProtectedError, RestrictedError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail_modeladmin.views import DeleteView


class StillNeeded(Exception):
    """``objects`` need what was to be deleted."""

    def __init__(self, objects: Collection[Model]) -> None:
        super().__init__()
        self.objects = objects


class DeleteListed(DeleteView):
    """Deletes a row of a list; modeladmin's own fails where what needs it is not to be reached from there."""

    def delete_instance(self) -> None:
        """Delete it.

        Raises:
            StillNeeded: Something needs it.
        """
        try:
            super().delete_instance()
        except ProtectedError as error:
            raise StillNeeded(error.protected_objects) from error


class ProtectedMiddleware:
    """Answers a deletion that the database's own rules forbid: back to the page it came from, with why.

    Wagtail's pages, pictures and snippets are deleted by views of its own, which leave this to be an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Say what is in the way."""
        needing = _needing(exception)
        if needing is None or not request.path.startswith(self.admin_path):
            return None
        kinds = Counter(str(each._meta.verbose_name) for each in needing)  # noqa: SLF001 - Django's public API
        listed = "、".join(_("%(n)s × %(kind)s") % {"n": n, "kind": kind} for kind, n in kinds.most_common())
        words = _("Nothing was deleted: it is still needed by %(what)s. Take it off the site instead.")
        messages.error(request, words % {"what": listed})
        return redirect(request.get_full_path())


def _needing(exception: Exception) -> Collection[Model] | None:
    """Return what needs what was to be deleted; nothing if ``exception`` is of another kind."""
    for kind, name in NAMES.items():
        if isinstance(exception, kind):
            found: Collection[Model] = getattr(exception, name)
            return found
    return None


NAMES: dict[type[Exception], str] = {
    StillNeeded: "objects",
    ProtectedError: "protected_objects",
    RestrictedError: "restricted_objects",
}
