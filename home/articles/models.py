"""The plain article: 通知公告, 质量宣传, 标准知识, 信用等级."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from onestop.home.articles.entry import Entry
from onestop.home.articles.topics import Topic


class ArticlePage(Entry):
    """An article of a column; its topics put it into theirs as well."""

    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="articles")

    content_panels = [
        *Entry.content_panels,
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(Entry.origin_panels, heading=_("Origin")),
    ]
    search_fields = [*Entry.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["home.ColumnPage"]
    template = "home/articles/entry.html"

    class Meta:
        verbose_name = _("article of a column")
        verbose_name_plural = _("articles")

    def related(self) -> list[Any]:
        """Return the newest articles of the same topics or column."""
        tags = type(self).topics.through.objects
        topics = tags.filter(articlepage=self.pk).values("topic")
        same = Q(pk__in=tags.filter(topic__in=topics).values("articlepage"))
        beside = Q(pk__in=type(self).objects.sibling_of(self).values("pk"))
        near = type(self).objects.live().public().exclude(pk=self.pk).filter(beside | same)
        return list(near.order_by("-published_at").only("title", "url_path", "published_at")[:3])
