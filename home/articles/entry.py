"""What every dated page of a column has: summary, time, source, author, text; and what stands around it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from onestop.home.articles.around import Mark, Neighbours, neighbours, trail
from onestop.home.articles.panels import StandardsPanel
from onestop.home.articles.structured import article_data
from onestop.home.blocks import BodyBlock
from onestop.home.rules import Fault, PublishRules
from onestop.search.pages.mixin import SearchablePage
from onestop.site.look.meta import article_meta
from onestop.site.pages import SitePage


class Entry(SearchablePage, PublishRules, SitePage):
    """Base of the pages that a column lists by their time."""

    intro = models.CharField(
        _("summary"), max_length=200, blank=True, help_text=_("One or two sentences: what it says, for whom.")
    )
    published_at = models.DateTimeField(
        _("time of publication"),
        default=timezone.now,
        db_index=True,
        help_text=_("Shown with the page and used to order the column."),
    )
    source = models.CharField(
        _("source"), max_length=100, blank=True, help_text=_("Who wrote or issued it; needed to publish.")
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    author = models.CharField(_("author"), max_length=40, blank=True)
    sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Marked as sample data until real content replaces it."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    origin_panels = [
        FieldRowPanel([FieldPanel("published_at"), FieldPanel("author")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")]),
        FieldPanel("sample"),
    ]
    content_panels = [*Page.content_panels, FieldPanel("intro"), StandardsPanel(), FieldPanel("body")]

    listed_by = "published_at"
    """The field by which the column orders its pages and filters them by year."""
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    def own_faults(self) -> Iterator[Fault]:
        """Yield what a public article lacks: its source, its time, its text."""
        if not self.source.strip():
            yield Fault("source", _t("Name the source: a public page says who wrote or issued it."), "source")
        if not self.published_at:
            yield Fault("published_at", _t("Give the time of publication."), "date")
        if not self.has_text:
            yield Fault("body", _t("The page has no text yet."), "text")

    @property
    def has_text(self) -> bool:
        """Tell whether there is something to read."""
        return bool(self.body)

    def search_summary(self) -> str:
        """Return the summary as the line of a result."""
        return self.search_description or self.intro

    def search_date(self) -> dt.date | None:
        """Return the day that the column shows."""
        day = self.listed_on
        return timezone.localdate(day) if isinstance(day, dt.datetime) else day

    @property
    def listed_on(self) -> Any:
        """The day that the column shows in front of the title."""
        return getattr(self, self.listed_by)

    @property
    def mark(self) -> Mark | None:
        """A state that the column shows behind the title."""
        return None

    def related(self) -> list[Any]:
        """Return further pages that the reader may want; a type that knows none returns nothing."""
        return []

    def neighbours(self) -> Neighbours:
        """Return the page before and the one after this one in its column."""
        return neighbours(self, self.listed_by)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the meta tags, structured data, the way here and the ways on."""
        context = super().get_context(request, *args, **kwargs)
        context["page_meta"] = article_meta(self.title, self.published_at, self.source, self.author)
        context["breadcrumbs"] = trail(self, request)
        context["neighbours"] = self.neighbours() if self.pk else Neighbours()
        context["related"] = self.related() if self.pk else []
        context["structured"] = article_data(self, request)
        return context
