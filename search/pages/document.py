"""The search document of a page."""

from collections.abc import Iterable, Sequence
from typing import Any

from onestop.search import analysis
from onestop.search.documents import Keyword, Long, SearchDocument, Source, Tokens
from onestop.search.pages.models import PageText, PageTextQuerySet
from onestop.search.pages.wording import key
from onestop.search.registry import register


@register
class PageDocument(SearchDocument):
    """A published page. ``names`` are its title and keywords as a whole: what it is called."""

    group = Keyword()
    names = Keyword(doc_values=False)
    title_b = Tokens()
    title_u = Tokens(index_options="freqs")
    keywords_b = Tokens()
    keywords_u = Tokens(index_options="freqs")
    summary_b = Tokens()
    summary_u = Tokens(index_options="freqs")
    body_b = Tokens()
    body_u = Tokens(index_options="freqs")
    date = Long()

    class Settings:
        name = "pages"
        model = "search.PageText"

    @classmethod
    def prepare(cls) -> None:
        """Write down every page's words: a page type may have become searchable since it was published."""
        from onestop.search.pages import texts  # noqa: PLC0415 - it writes through this class

        texts.write_all()

    @classmethod
    def get_queryset(cls) -> PageTextQuerySet:
        """Return the words of published pages that anybody may read."""
        return PageText.objects.public()

    @classmethod
    def from_instances(cls, objs: Sequence[Any]) -> Iterable[Source]:
        """Yield the sources of rows of ``get_queryset``."""
        for text in objs:
            keywords = text.keywords.splitlines()
            yield {
                "pk": text.pk,
                "group": text.group,
                "names": list(dict.fromkeys(filter(None, map(key, (text.title, *keywords))))),
                "title_b": analysis.bigrams(text.title),
                "title_u": analysis.unigrams(text.title),
                "keywords_b": analysis.bigrams(text.keywords),
                "keywords_u": analysis.unigrams(text.keywords),
                "summary_b": analysis.bigrams(text.summary),
                "summary_u": analysis.unigrams(text.summary),
                "body_b": analysis.bigrams(text.body),
                "body_u": analysis.unigrams(text.body),
                "date": text.date.toordinal() if text.date else None,
            }
