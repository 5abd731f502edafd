"""The values of the facets with their names and counts, as the page and the API show them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.db.models import Value
from django.utils.functional import Promise

from onestop.site.page_cache.memory import remember
from onestop.standards.models import CcsClass, IcsClass
from onestop.standards.naming import place_name
from onestop.standards.searching.asking import Question
from onestop.standards.searching.facets import FACETS, Facet
from onestop.standards.searching.results import Option

Counts = Mapping[str, Mapping[str, int]]
_MOST_SHOWN = 12
_TREES = ("ics", "ccs")


def all_options(question: Question, counts: Counts) -> dict[str, list[Option]]:
    """Return the values of every facet; those with nothing to show are left out.

    Args:
        question: what is chosen.
        counts: by facet and value; empty when nothing was counted.
    """
    names = _class_names()
    every: dict[str, list[Option]] = {}
    for facet in FACETS:
        counted = counts.get(facet.name, {})
        chosen = _chosen(question, facet.name, counted)
        every[facet.name] = [
            Option(
                value,
                _label(facet, value, names),
                counted.get(value, 0) if counts else None,
                value in chosen,
                _level(facet, value),
            )
            for value in _values(facet, chosen, counts)
        ]
    return every


def _chosen(question: Question, name: str, counted: Mapping[str, int]) -> list[str]:
    """Return the chosen values of a facet; of the codes that a text stands for, those that there are."""
    values = question.restrictions.get(name, [])
    meant = set(question.meaning.codes) - set(question.chosen.get(name, ()))
    return [value for value in values if value not in meant or value in counted or not counted]


def _values(facet: Facet, chosen: Sequence[str], counts: Counts) -> list[str]:
    counted = counts.get(facet.name, {})
    if facet.name in _TREES:
        return _tree(facet.name, chosen, counted)
    if facet.choices:
        values = [value for value, _label in facet.choices]
        return [value for value in values if value in chosen or not counts or counted.get(value)]
    found = list(counted)
    if facet.name == "year":
        found = sorted(found, reverse=True)
    return list(dict.fromkeys([*chosen, *found[:_MOST_SHOWN]]))


def _tree(name: str, chosen: Sequence[str], counted: Mapping[str, int]) -> list[str]:
    """Return the top of the tree and, under what is chosen, the way to it and the step below it."""
    open_codes = {step for code in chosen for step in _path(name, code)}
    shown = [code for code in counted if _parent(name, code) in {"", *open_codes}]
    top = sorted(set(shown) | open_codes)
    if not open_codes:
        top = sorted(shown[:_MOST_SHOWN])
    return top


@lru_cache(maxsize=10_000)
def _path(name: str, code: str) -> list[str]:
    """Return a code and those above it; there are some 4,000 codes, and a page asks for hundreds."""
    return (IcsClass if name == "ics" else CcsClass)(code=code).path


def _parent(name: str, code: str) -> str:
    path = _path(name, code)
    return path[-2] if len(path) > 1 else ""


def _level(facet: Facet, value: str) -> int:
    return len(_path(facet.name, value)) if facet.name in _TREES else 1


def _class_names() -> Mapping[tuple[str, str], str]:
    """Return the names of all classes by facet and code; asked once while nothing changes."""
    return remember("standards.class_names", _load_class_names)


def _load_class_names() -> dict[tuple[str, str], str]:
    parts = [
        model.objects.order_by().annotate(tree=Value(tree)).values_list("tree", "code", "name", "name_en")
        for tree, model in (("ics", IcsClass), ("ccs", CcsClass))
    ]
    return {(tree, code): name or name_en for tree, code, name, name_en in parts[0].union(parts[1], all=True)}


def _label(facet: Facet, value: str, names: Mapping[tuple[str, str], str]) -> str | Promise:
    if facet.choices:
        return dict(facet.choices).get(value, value)
    if facet.name == "region":
        return place_name(value)
    if facet.name in _TREES:
        return f"{value} {names.get((facet.name, value), '')}".strip()
    return value
