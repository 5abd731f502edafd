"""The column of plain articles, and the column of a topic."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from onestop.home.articles.models import ArticlePage
from onestop.home.articles.topics import Topic
from onestop.home.columns.base import Column
from onestop.home.columns.filters import ArticleFilter


class ColumnPage(Column):
    """Gathers the articles below it, at any depth, and those of its topic wherever they are."""

    topic = models.OneToOneField(
        Topic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="column",
        help_text=_("Articles of this topic appear here, in whichever column they were written."),
    )

    content_panels = [*Column.content_panels, FieldPanel("topic")]
    filterset_class = ArticleFilter
    parent_page_types = ["home.HomePage", "home.ColumnPage"]
    subpage_types = ["home.ColumnPage", "home.ArticlePage"]
    template = "home/columns/column.html"

    class Meta:
        verbose_name = _("column of articles")
        verbose_name_plural = _("columns of articles")

    def entries(self) -> models.QuerySet[Any]:
        """Return the public articles below the column or of its topic."""
        own = Q(path__startswith=self.path, depth__gt=self.depth)
        if self.topic_id:
            own |= Q(
                pk__in=ArticlePage.topics.through.objects.filter(topic=self.topic_id).values("articlepage")
            )
        return ArticlePage.objects.live().public().filter(own)
