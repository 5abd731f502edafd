"""What the documents list is what there is: dependencies, settings from the environment, decisions."""

import ast
import re
from pathlib import Path

import pytest

from onestop.tests.factories.source_tree import ROOT, parsed, relative, source_files

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")

REQUIREMENT = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[\w,]+\])?==\S+$", re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)`", re.MULTILINE)
OUTSIDE = {"DJANGO_SETTINGS_MODULE"}
"""Variables of other programs, not settings of ours."""


def _rows(name: str) -> list[str]:
    """Return the names in the first column of the tables of a page in docs/."""
    return ROW.findall((ROOT / "docs" / name).read_text(encoding="utf-8"))


def _requirements() -> list[str]:
    """Return the names of what requirements*.txt install."""
    texts = [(ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt")]
    return [name for text in texts for name in REQUIREMENT.findall(text)]


def test_every_dependency_says_why_it_is_there() -> None:
    assert sorted(_rows("dependencies.md")) == sorted(_requirements())


def test_every_requirement_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
        assert [line for line in lines if line and not line.startswith("-r")] == [
            match[0] for match in REQUIREMENT.finditer("\n".join(lines))
        ]


def _variable(node: ast.AST) -> str | None:
    """Return the variable that ``node`` reads from the environment, if it does."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        argument: ast.expr = node.slice
    elif (
        isinstance(node, ast.Call)
        and node.args
        and re.fullmatch(r"env(\.\w+)?|os\.environ\.get|os\.getenv", ast.unparse(node.func))
    ):
        argument = node.args[0]
    else:
        return None
    return argument.value if isinstance(argument, ast.Constant) else None


def _variables() -> set[str]:
    """Return the environment variables that the settings and commands of the product read."""
    folders = ("site", "search", "standards", "catalogue", "home", "requests", "deploy")
    return {
        name
        for folder in folders
        for path in source_files(".py", below=folder)
        if path.name != "test.py"
        for node in ast.walk(parsed(path))
        if (name := _variable(node))
    } - OUTSIDE


def test_every_setting_from_the_environment_is_documented_and_the_other_way_round() -> None:
    assert set(_rows("settings.md")) == _variables()


def test_links_between_the_documents_lead_somewhere() -> None:
    pages = [
        ROOT / "README.md",
        ROOT / "README.zh-CN.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").rglob("*.md"),
    ]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in Path(ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("folder", [DOCS, DOCS / "decisions"], ids=["docs", "decisions"])
def test_every_page_is_in_the_index_of_its_folder(folder: Path) -> None:
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf-8")))
    assert not {page.name for page in folder.glob("*.md")} - listed - {"README.md"}


def test_pages_that_the_code_names_exist() -> None:
    named = {
        (name, relative(path))
        for path in source_files(".py", ".html", ".css", ".js", ".sh", ".conf", ".service", ".java")
        for name in re.findall(r"\bdocs/[\w/-]+\.md\b", path.read_text(encoding="utf-8"))
    }
    assert not {(name, place) for name, place in named if not (ROOT / name).exists()}
