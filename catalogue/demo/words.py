"""The first words of the search: editors go on from there."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from onestop.search.wordlists.models import WordList

FILE = Path(__file__).parents[1] / "data" / "synonyms.toml"


def load(say: Callable[[str], None]) -> None:
    """Put the words in place while there are none; what editors have made of them stays."""
    if WordList.objects.exists():
        return
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    rows = [
        WordList(kind=WordList.Kind.EQUAL, words="\n".join(group["words"]), note=group.get("note", ""))
        for group in content["group"]
    ]
    rows.append(WordList(kind=WordList.Kind.IGNORED, words="\n".join(content["ignored"]["words"])))
    WordList.objects.bulk_create(rows)
    say(f"search words: {len(rows)} groups")
