"""Topics and terms in the admin: lists with search, filter and export."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from onestop.home.articles.topics import Topic
from onestop.home.glossary.models import Term
from onestop.site.listings import SnippetListing


class TopicViewSet(SnippetViewSet):
    """What articles and events are about."""

    model = Topic
    icon = "tag"
    index_view_class = SnippetListing
    search_fields = ("name",)
    list_display = ("name", "slug", "order")
    list_export = ("name", "slug", "intro", "order")


class TermViewSet(SnippetViewSet):
    """名词术语."""

    model = Term
    icon = "openquote"
    index_view_class = SnippetListing
    list_filter = ("origin",)
    list_display = (
        "name",
        "english",
        Column("get_origin_display", label=_("whose words"), sort_key="origin"),
        "clause",
    )
    list_export = ("name", "english", "definition", "origin", "clause", "note", "order")
