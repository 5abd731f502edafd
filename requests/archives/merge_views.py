"""Merging two records: look for them, compare both, confirm once (clause 6.1 ③)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages

from onestop.requests.archives import merging
from onestop.requests.archives.desk_views import DeskView
from onestop.requests.archives.forms import MergeForm
from onestop.requests.archives.models import EnterpriseArchive
from onestop.requests.enterprises.models import Enterprise
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.moving import Refused
from onestop.site import secrecy
from onestop.site.digits import number_of
from onestop.site.sealed_search import PARAMETER, sealed_address

MOST = 50


class MergeView(DeskView):
    """First a search, then both side by side, then the question."""

    template_name = "requests/archives/merge.html"
    page_title = gettext_lazy("Merge two records")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let only the head in.

        Raises:
            PermissionDenied: The account does not merge.
        """
        if not merging.may_merge(request.user):
            raise PermissionDenied
        self.form = MergeForm(request.POST if request.method == "POST" else None)
        return super().dispatch(request, *args, **kwargs)

    def chosen(self) -> tuple[Enterprise, Enterprise] | None:
        """Return the record that goes and the one that stays, if both are named.

        Raises:
            Http404: There is no such record.
        """
        named = [self.request.GET.get(name, "") for name in ("source", "target")]
        if not all(named):
            return None
        keys = [number_of(text) for text in named]
        rows = Enterprise.objects.select_related("region").in_bulk(keys)
        found = [rows.get(key) for key in keys]
        if found[0] is None or found[1] is None:
            raise Http404
        return found[0], found[1]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Seal what was typed into the address; or merge, or say why not."""
        if "q" in request.POST:
            return redirect(sealed_address(request.path, QueryDict(), request.POST["q"]))
        both = self.chosen()
        if both is None:
            raise Http404
        if self.form.is_valid():
            try:
                kept = merging.merge(
                    both[0].pk, both[1].pk, Actor.of(request.user), self.form.cleaned_data["reason"]
                )
            except Refused as refused:
                self.form.add_error(None, refused.messages)
            else:
                messages.success(request, _("One record now: %(name)s.") % {"name": kept.name})
                return redirect("requests_archive", EnterpriseArchive.objects.get(enterprise=kept).pk)
        self.status = 422
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was found, or the comparison."""
        both = self.chosen()
        text = secrecy.unseal(self.request.GET.get(PARAMETER, ""))
        return super().get_context_data(
            q=text,
            rows=[] if both else list(merging.candidates(text)[:MOST]),
            preview=merging.preview(*both) if both else None,
            form=self.form,
            **kwargs,
        )
