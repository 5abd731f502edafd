"""Every pair of colours that is read together has its contrast, light, dark and printed."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from onestop.site.look.stylesheets import BASE, FOLDER, joined, names

TOKENS = (FOLDER / BASE / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")
DECLARED = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b")

TEXT = [
    *product(["ink", "muted", "link", "accent", "good", "go", "wait", "bad"], ["page", "card"]),
    *product(["ink", "muted", "link"], ["sunken"]),
    *((state, f"{state}-wash") for state in ("good", "go", "wait", "bad", "accent")),
    *(("ink", f"{state}-wash") for state in ("good", "go", "wait", "bad", "accent")),
    *(("on-state", state) for state in ("good", "go", "wait", "bad", "muted")),
    *(("on-main", fill) for fill in ("main", "main-hover")),
    *product(["on-deep", "on-deep-muted"], ["mast", "ridge", "deep"]),
    *product(["ink", "link", "muted", "main-hover"], ["wash"]),
]
CONTROLS = [
    *product(["edge", "focus", "main"], ["page", "card"]),
    ("focus", "wash"),
    ("melon", "mast"),
    *product(["focus-deep"], ["mast", "deep"]),
]


def colours(css: str) -> dict[str, str]:
    """Return the colour tokens that ``css`` declares."""
    return dict(DECLARED.findall(css))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (CONTROLS, 3.0)], ids=["text", "controls"])
def test_contrast_is_enough(scheme: str, pairs: list[tuple[str, str]], least: float) -> None:
    names = {**colours(LIGHT), **(colours(DARK) if scheme == "dark" else {})}
    weak = {
        pair: round(ratio, 2) for pair in pairs if (ratio := contrast(names[pair[0]], names[pair[1]])) < least
    }
    assert weak == {}


def _own_sheets() -> Iterator[Path]:
    """Yield the style sheets of every app, not what was collected from them."""
    root = FOLDER.parents[1]
    for app in ("site", "search", "standards", "catalogue", "home", "requests"):
        yield from (root / app).glob("static/**/*.css")


def test_every_token_in_use_is_declared() -> None:
    declared = set(
        re.findall(r"(--[\w-]+):", "".join(joined(name) for name in names() if name.startswith(f"{BASE}/")))
    )
    undeclared = set()
    for path in _own_sheets():
        sheet = path.read_text(encoding="utf-8")
        own = set(re.findall(r"(--[\w-]+):", sheet))
        undeclared |= set(re.findall(r"var\((--[\w-]+)", sheet)) - declared - own
    # The admin's own tokens are Wagtail's.
    assert {token for token in undeclared if not token.startswith("--w-")} == set()


def test_colours_are_named_in_the_tokens_and_nowhere_else() -> None:
    strays = {}
    for path in (FOLDER / BASE).glob("*.css"):
        if path.name in {"tokens.css", "print.css"}:
            continue
        found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8"))) - {"#000", "#0000"}
        if found:
            strays[path.name] = found
    assert strays == {}
