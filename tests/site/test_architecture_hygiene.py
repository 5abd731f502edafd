"""What must not slip in, a developer's own machine or unfinished work; and what must be in it."""

import os
import re
from pathlib import Path

import pytest

from onestop.tests.factories.source_tree import ROOT, relative, source_files

TEXTS = source_files(
    ".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".sh", ".java", ".xml", ".json", ".po"
)
SLASH = "/"
"""Keeps the patterns below from finding themselves."""
OF_A_MACHINE = re.compile(rf"(?<![\w.]){SLASH}(?:work|root|home|Users)/\w+/|\.\.{SLASH}shared\b")
REGISTRY = re.compile(r'"resolved":\s*"http|--(?:extra-)?index-url|^registry\s*=', re.MULTILINE)
UNFINISHED = re.compile(r"\b(?:T[O]DO|F[I]XME|X{3}|[Ll]orem[ ]ipsum)\b")


@pytest.mark.parametrize(
    "pattern", [OF_A_MACHINE, REGISTRY, UNFINISHED], ids=["machine", "registry", "unfinished"]
)
def test_no_file_says(pattern: re.Pattern[str]) -> None:
    found = {
        relative(path): match[0]
        for path in TEXTS
        if (match := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert not found


@pytest.mark.parametrize("name", [".ci/run", "manage.py"])
def test_programs_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


def test_mypy_finds_the_package_through_the_link() -> None:
    assert (ROOT / ".typing" / "onestop").readlink() == Path("..")
    assert (ROOT / ".typing" / "onestop" / "manage.py").samefile(ROOT / "manage.py")
