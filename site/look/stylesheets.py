"""Which parts make which style sheet: a file a component to read, a file or two for the browser to fetch.

There is no build step: ``onestop.site.look.finders`` joins the parts whenever static files are looked for and
leaves out of the apps' own style sheets, too, what only their writers need.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.apps import apps

PACKAGE = Path(__file__).resolve().parents[2]
FOLDER = PACKAGE / "site" / "static"
BASE = "onestop/css"

SHEETS: Mapping[str, tuple[str, ...]] = {
    # Every page.
    f"{BASE}/site.css": (
        *("tokens", "base", "layout", "masthead", "footer"),
        *("button", "card", "badge", "searchbox", "notice", "ticket", "facts", "facets", "pager"),
        "print",
    ),
    # Pages that are read, and may hold a table.
    f"{BASE}/table.css": ("table",),
    # Pages on which something is filled in, followed or compared.
    f"{BASE}/work.css": ("form", "stepper", "clock", "timeline", "table"),
    # Pages on which a standard may stand large.
    f"{BASE}/years.css": ("years",),
}

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INSIDE_A_RULE = re.compile(r"(?<=[{;,])\s*\n\s*")
NEEDLESS = (
    (re.compile(r" ?([{}]) ?|([;,]) "), r"\1\2"),
    (re.compile(r"([{;][\w-]+): "), r"\1:"),
    (re.compile(";}"), "}"),
)
"""Spaces around braces and after signs, the colon's only within a rule: ``a :hover`` is not ``a:hover``."""


def names() -> list[str]:
    """Return the style sheets that the finder makes: the joined ones, and those of the apps."""
    return [*SHEETS, *_of_apps()]


def joined(name: str) -> str:
    """Return the text of the style sheet ``name``: its parts, a line a rule, without comments.

    Raises:
        KeyError: No such sheet.
    """
    if name not in SHEETS:
        return f"{_lean(_of_apps()[name])}\n"
    parts = (f"/* {part}.css */\n{_lean(FOLDER / BASE / f'{part}.css')}" for part in SHEETS[name])
    return "\n".join(parts) + "\n"


@cache
def _of_apps() -> dict[str, Path]:
    """Return the files of our apps by their names; the parts of ``SHEETS`` are none of them.

    Of the apps, not of folders: what an earlier start has collected may lie beside them, in ``var/static``.
    """
    places = [Path(app.path).resolve() for app in apps.get_app_configs()]
    folders = [path / "static" for path in places if path.parent == PACKAGE]
    files = {str(path.relative_to(folder)): path for folder in folders for path in folder.rglob("*.css")}
    return {name: path for name, path in sorted(files.items()) if not name.startswith(f"{BASE}/")}


def _lean(path: Path) -> str:
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    text = INSIDE_A_RULE.sub("", text)
    for needless, kept in NEEDLESS:
        text = needless.sub(kept, text)
    return "\n".join(filter(None, (line.strip() for line in text.splitlines())))
