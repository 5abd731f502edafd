"""The plain article: 通知公告, 质量宣传, 标准知识, 信用等级."""

from functools import lru_cache
from typing import Any

from django import forms
from django.db.models import IntegerField, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from onestop.home.articles.entry import Entry
from onestop.home.articles.topics import Topic
from onestop.site.pages import Places, child_place, public_only, restricted
from onestop.site.prepared import Parameter, Prepared


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
        return _related(restricted())(**self.place_beside(), pk=self.pk)


@lru_cache(maxsize=20)
def _related(hidden: Places) -> "Prepared[ArticlePage]":
    """Return the prepared query for what is near an article; ``hidden`` is written into it."""
    own = Parameter("pk", IntegerField())

    def make() -> QuerySet[ArticlePage]:
        tags = ArticlePage.topics.through.objects
        topics = tags.filter(articlepage_id=own).values("topic")
        same = Q(pk__in=tags.filter(topic__in=topics).values("articlepage"))
        near = public_only(ArticlePage.objects.live(), hidden).exclude(pk=own)
        near = near.filter(Q(**child_place(slug=False)) | same)
        return near.order_by("-published_at").only("title", "url_path", "published_at")[:3]

    return Prepared(make)
