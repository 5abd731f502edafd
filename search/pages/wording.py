"""What a question to the site's pages says, without the words that everybody uses."""

from onestop.search import analysis
from onestop.search.wordlists.reading import WordLists

MOST_OTHERS = 20
LONGEST = 60
"""Characters of a question that are looked at; nobody's errand takes more words."""


def key(text: str) -> str:
    """Return ``text`` as a name to compare: in normal form, without spaces and signs."""
    return "".join(analysis.words(text))


def essence(text: str, lists: WordLists) -> str:
    """Return the normal form of ``text`` without ignored words; all of it where nothing else is left.

    Args:
        text: as typed: 秤要检定去哪办.
        lists: the words that editors keep.

    Returns:
        What is asked for, in pieces: 秤 检定.
    """
    normal = " ".join(analysis.words(text[:LONGEST]))
    shorter = normal
    for word in lists.ignored:
        shorter = shorter.replace(word, " ")
    return " ".join(shorter.split()) or normal


def others(text: str, lists: WordLists) -> list[list[str]]:
    """Return, for each word of ``text`` that has any, the words that mean the same and are not in it.

    Args:
        text: the essence of a question.
        lists: the words that editors keep.
    """
    groups = (group for group in lists.equal if any(word in text for word in group))
    found = ([word for word in group if word not in text][:MOST_OTHERS] for group in groups)
    return [group for group in found if group]


def substrings(text: str, shortest: int, longest: int) -> list[str]:
    """Return every piece of the words of ``text`` of these lengths, to be compared with names."""
    pieces: dict[str, None] = {}
    for word in analysis.words(text):
        for start in range(len(word)):
            for end in range(start + shortest, min(start + longest, len(word)) + 1):
                pieces[word[start:end]] = None
    return list(pieces)
