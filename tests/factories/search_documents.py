"""A search document for tests of the search layer: tags, because any site has them.

A tag's name is the title, its slug holds the rest: ``<kind>-<year>-<static>-<n>``.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from taggit.models import Tag

from django.db.models import QuerySet

from onestop.search import analysis
from onestop.search.documents import Keyword, Long, SearchDocument, Source, Tokens


class TagDocument(SearchDocument):
    """Tags whose slug does not begin with ``secret``."""

    title_b = Tokens()
    title_u = Tokens(index_options="freqs")
    kind = Keyword()
    labels = Keyword()
    year = Long()

    class Settings:
        name = "test-tags"
        model = "taggit.Tag"

    @classmethod
    def get_queryset(cls) -> QuerySet[Any]:
        return Tag.objects.exclude(slug__startswith="secret")

    @classmethod
    def from_instances(cls, objs: Sequence[Any]) -> Iterable[Source]:
        for tag in objs:
            kind, year, static, _n = tag.slug.split("-")
            yield {
                "pk": tag.pk,
                "static": int(static),
                "title_b": analysis.bigrams(tag.name),
                "title_u": analysis.unigrams(tag.name),
                "kind": kind,
                "labels": [kind, "even" if int(year) % 2 == 0 else "odd"],
                "year": int(year),
            }


def make_tag(name: str, *, kind: str = "gb", year: int = 2020, static: int = 0, n: int = 0) -> Tag:
    """Save and return a tag."""
    return Tag.objects.create(name=name, slug=f"{kind}-{year}-{static}-{n}")
