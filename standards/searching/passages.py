"""A question put to passages of text (clauses, paragraphs), as the search lab measured it best.

Any word may match: people ask in other words than texts are written in, and every required word costs
answers. The words that only make it a question count half; leaving them out altogether would lose those that
a text needs.
"""

import re

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from onestop.search import analysis

HALF = 0.5
_ASKING = re.compile(
    "请问|怎么办|怎么样|怎么|怎样|如何|是否|是不是|能不能|可不可以|可以|有没有|什么|哪些|哪种|的话|应该|能否|会不会|需要|多少"
    "|为什么|为何|[吗呢我你他了的]"
)


def passage_query(text: str) -> Query:
    """Return the query for passages that answer ``text``; their fields are ``body_b`` and ``body_u``."""
    if not analysis.unigrams(text):
        return Q("match_none")
    should = [each for part in (text, _ASKING.sub(" ", text)) for each in _either(part)]
    return Q("bool", should=should, minimum_should_match=1)


def _either(text: str) -> list[Query]:
    """Return the two queries for a text at half weight: said twice, a word counts whole."""
    fields = {"body_b": analysis.bigrams(text), "body_u": analysis.unigrams(text)}
    return [
        Q("match", **{name: {"query": tokens, "boost": HALF}}) for name, tokens in fields.items() if tokens
    ]
