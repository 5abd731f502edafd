"""The words as the search uses them."""

from dataclasses import dataclass

from onestop.search.wordlists.models import WordList
from onestop.site.page_cache import remember


@dataclass(frozen=True, slots=True)
class WordLists:
    """Groups of equal meaning, and the words to pass over, longest first."""

    equal: tuple[tuple[str, ...], ...] = ()
    ignored: tuple[str, ...] = ()


def word_lists() -> WordLists:
    """Return what the editors keep, read once until something changes."""
    return remember("search.wordlists", _read)


def _read() -> WordLists:
    lists = list(WordList.objects.all())
    equal = tuple(tuple(each.as_list()) for each in lists if each.kind == WordList.Kind.EQUAL)
    ignored = {word for each in lists if each.kind == WordList.Kind.IGNORED for word in each.as_list()}
    return WordLists(equal, tuple(sorted(ignored, key=lambda word: (-len(word), word))))
