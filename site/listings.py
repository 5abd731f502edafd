"""Lists of the admin, by wagtail-modeladmin and of snippets: what all of them share."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.snippets.views.snippets import IndexView as SnippetIndexView
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from onestop.site.deleting import DeleteListed
from onestop.site.exporting import ReadableExport


class ListingView(ReadableExport, IndexView):
    """A list whose address may be anything, and whose export reads as the list does."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show the whole list, and say so, where the address asks for what there is not."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            messages.warning(request, _("The list has no such filter; this is all of it."))
            return redirect(self.index_url)

    def get_filters(self, request: HttpRequest) -> Any:
        """Refuse lookups that no filter of the list offers: they could ask for any related field."""
        found = super().get_filters(request)
        if found[2]:
            raise IncorrectLookupParameters
        return found


class ListingAdmin(ModelAdmin):
    """What the admin lists are made of, instead of ``ModelAdmin``."""

    index_view_class = ListingView
    delete_view_class = DeleteListed
    empty_value_display = "—"


class SnippetListing(ReadableExport, SnippetIndexView):
    """A list of snippets, whose export reads as the list does and is named by list and day."""

    def get_filename(self) -> str:
        """Name the file."""
        return f"{self.model._meta.model_name}-{timezone.localdate():%Y%m%d}"  # noqa: SLF001 - public
