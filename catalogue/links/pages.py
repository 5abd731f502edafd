"""The page ``/links/``: official sites by kind, and a number taken along to them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from onestop.catalogue.links.finding import by_kind
from onestop.site.look.meta import column_meta
from onestop.site.pages import SitePage
from onestop.standards.blocks import TEXT_FEATURES
from onestop.standards.numbers import interpret
from onestop.standards.record.places import places_for_number

LONGEST = 100


class LinkDirectoryPage(SitePage):
    """Where to look things up at the official sites (clause 4.2.3.1)."""

    introduction = RichTextField(gettext_lazy("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types: list[str] = []
    max_count = 1
    template = "catalogue/links/directory.html"

    class Meta:
        verbose_name = gettext_lazy("directory of official links")
        verbose_name_plural = gettext_lazy("directories of official links")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the links by kind, and for a number in ``q`` the places that have it."""
        context = super().get_context(request, *args, **kwargs)
        asked = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
        number = interpret(asked).number if asked else None
        context.update(
            groups=by_kind(),
            asked=asked,
            number=str(number).replace("—", "-") if number else "",
            places=places_for_number(number) if number else [],
            page_meta=column_meta(self.title, self.search_description, kind=_("Query")),
        )
        return context
