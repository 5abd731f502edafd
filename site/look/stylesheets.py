"""Which parts make which style sheet: a file a component to read, a file or two for the browser to fetch.

There is no build step: ``onestop.site.look.finders`` joins the parts whenever static files are looked for.
"""

import re
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "static"
BASE = "onestop/css"

SHEETS: Mapping[str, tuple[str, ...]] = {
    # Every page.
    f"{BASE}/site.css": (
        *("tokens", "base", "layout", "masthead", "footer"),
        *("button", "card", "badge", "searchbox", "notice", "ticket", "facts", "timeline", "facets", "pager"),
        "print",
    ),
    # Pages on which something is filled in, followed or compared.
    f"{BASE}/work.css": ("form", "stepper", "clock", "table"),
}

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INSIDE_A_RULE = re.compile(r"(?<=[{;,])\s*\n\s*")
NEEDLESS = (
    (re.compile(r" ?([{}]) ?|([;,]) "), r"\1\2"),
    (re.compile(r"([{;][\w-]+): "), r"\1:"),
    (re.compile(";}"), "}"),
)
"""Spaces around braces and after signs, the colon's only within a rule: ``a :hover`` is not ``a:hover``."""


def joined(name: str) -> str:
    """Return the text of the style sheet ``name``: its parts, a line a rule, without comments.

    Raises:
        KeyError: No such sheet.
    """
    parts = []
    for part in SHEETS[name]:
        text = COMMENT.sub("", (FOLDER / BASE / f"{part}.css").read_text(encoding="utf-8"))
        text = INSIDE_A_RULE.sub("", text)
        for needless, kept in NEEDLESS:
            text = needless.sub(kept, text)
        lines = (line.strip() for line in text.splitlines())
        parts.append("\n".join([f"/* {part}.css */", *filter(None, lines)]))
    return "\n".join(parts) + "\n"
