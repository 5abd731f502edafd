"""What a style sheet is for the browser: one file, its parts in their places, without what only writers need.

There is no build step: ``onestop.site.look.finders`` makes the files whenever static files are looked for. A
sheet begins with ``@import "…/part.css";`` for each component that its pages show, so a page fetches
``site.css`` and its own sheet, and no rules that it has no use for.
"""

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, normpath

from django.apps import apps

PACKAGE = Path(__file__).resolve().parents[2]
FOLDER = PACKAGE / "site" / "static"
BASE = "onestop/css"

IMPORT = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INSIDE_A_RULE = re.compile(r"(?<=[{;,])\s*\n\s*")
NEEDLESS = (
    (re.compile(r" ?([{}]) ?|([;,]) "), r"\1\2"),
    (re.compile(r"([{;][\w-]+): "), r"\1:"),
    (re.compile(";}"), "}"),
)
"""Spaces around braces and after signs, the colon's only within a rule: ``a :hover`` is not ``a:hover``."""


def names() -> list[str]:
    """Return the style sheets of our apps, the parts as well."""
    return [*_of_apps()]


def joined(name: str) -> str:
    """Return the text of the style sheet ``name``, its parts in their places: a line a rule, no comments.

    Raises:
        KeyError: No such sheet.
    """
    return _lean(resolved(name)) + "\n"


def resolved(name: str) -> str:
    """Return the style sheet ``name`` as it was written, its parts by their text."""
    text = _of_apps()[name].read_text(encoding="utf-8")
    return IMPORT.sub(lambda part: resolved(normpath(f"{dirname(name)}/{part[1]}")), text)


@cache
def _of_apps() -> dict[str, Path]:
    """Return the files of our apps by their names.

    Of the apps, not of folders: what an earlier start has collected may lie beside them, in ``var/static``.
    """
    places = [Path(app.path).resolve() for app in apps.get_app_configs()]
    folders = [path / "static" for path in places if path.parent == PACKAGE]
    return {
        str(path.relative_to(folder)): path for folder in folders for path in sorted(folder.rglob("*.css"))
    }


def _lean(text: str) -> str:
    text = COMMENT.sub("", text)
    text = INSIDE_A_RULE.sub("", text)
    for needless, kept in NEEDLESS:
        text = needless.sub(kept, text)
    return "\n".join(filter(None, (line.strip() for line in text.splitlines())))
