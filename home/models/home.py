"""The home page: one question box, the doors, and the sections that apps bring."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from onestop.site import hooks
from onestop.site.look.shared import Lasting, unasked_for
from onestop.site.pages import SitePage


class HomePage(SitePage):
    """The home page. Doors and sections come through ``HOME_DOORS`` and ``HOME_PANELS``."""

    greeting = models.CharField(_("greeting"), max_length=40, default="您好，请问要办什么？")
    lead = models.CharField(_("line below the greeting"), max_length=80, blank=True)
    placeholder = models.CharField(_("words in the empty box"), max_length=40, blank=True)
    examples = models.TextField(
        _("examples"),
        blank=True,
        help_text=_("What one could type, one a line. Each becomes a link below the box; try them first."),
    )

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("greeting"),
                FieldPanel("lead"),
                FieldPanel("placeholder"),
                FieldPanel("examples"),
            ],
            heading=_("The question box"),
        ),
    ]

    children_are_few = True
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("home page")

    def example_queries(self) -> list[str]:
        """Return the examples below the box, without blank lines."""
        return [line.strip() for line in self.examples.splitlines() if line.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands below the question box."""
        context = super().get_context(request, *args, **kwargs)
        context["below"] = unasked_for(request, ("home.below", self.pk), lambda: below(request)).part
        return context


def below(request: HttpRequest) -> Lasting[SafeString]:
    """Return doors and panels as markup, each in its order, and until when what they say is true."""
    panels = sorted(hooks.collect(hooks.HOME_PANELS, request), key=lambda panel: getattr(panel, "order", 100))
    said = [panel.seconds for panel in panels if hasattr(panel, "seconds")]
    until = timezone.now() + dt.timedelta(seconds=min([settings.PAGE_CACHE_SECONDS, *said]))
    doors = sorted(hooks.collect(hooks.HOME_DOORS, request), key=lambda door: door.order)
    return Lasting(render_to_string("home/below.html", {"doors": doors, "panels": panels}), until)
