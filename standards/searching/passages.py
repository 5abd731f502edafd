"""A question put to passages of text (clauses, paragraphs), as the search lab measured it best.

Any word may match: people ask in other words than texts are written in, and every required word costs
answers. The words that only make it a question count half; leaving them out altogether would lose those that
a text needs. Words that mean the same as those asked for count half, too, of a group the best one alone.
"""

import re
from collections.abc import Sequence

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from onestop.search import analysis

HALF = 0.5
_ASKING = re.compile(
    "请问|怎么办|怎么样|怎么|怎样|如何|是否|是不是|能不能|可不可以|可以|有没有|什么|哪些|哪种|的话|应该|能否|会不会|需要|多少"
    "|为什么|为何|[吗呢我你他了的]"
)
_NUMERAL = "[0-9一二三四五六七八九十百千零〇]+"
_PLACE = re.compile(
    rf"第{_NUMERAL}(?:条(?:之[一二三四五六七八九十])?|[章节款项])|{_NUMERAL}、|[(（]{_NUMERAL}[)）]|[0-9]+(?:\.[0-9]+)+"
)


def passage_text(heading: str, text: str) -> str:
    """Return what of a passage is searched: its heading without the place in the document, and its text.

    Args:
        heading: 消费者权益保护法第二十四条, 五、施工准备 (6) 地脚螺栓安装.
        text: the passage.
    """
    return f"{_PLACE.sub(' ', heading)}\n{text}"


def passage_query(text: str, others: Sequence[Sequence[str]] = ()) -> Query:
    """Return the query for passages that answer ``text``; their fields are ``body_b`` and ``body_u``.

    Args:
        text: the question.
        others: for each of its words that has any, those that mean the same.
    """
    if not analysis.unigrams(text):
        return Q("match_none")
    asked = [each for part in (text, _ASKING.sub(" ", text)) for each in _at_half(part)]
    return Q("bool", should=[*asked, *map(_best, others)], minimum_should_match=1)


def _best(group: Sequence[str]) -> Query:
    """Return the query for words that mean the same: the best of them counts."""
    return Q("dis_max", queries=[Q("bool", should=_at_half(word)) for word in group])


def _at_half(text: str) -> list[Query]:
    """Return the two queries for a text at half weight: said twice, a word counts whole."""
    fields = {"body_b": analysis.bigrams(text), "body_u": analysis.unigrams(text)}
    return [
        Q("match", **{name: {"query": tokens, "boost": HALF}}) for name, tokens in fields.items() if tokens
    ]
