"""An app imports only from apps to its left; strings and templates that name another app count as imports."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from onestop.tests.factories.source_tree import APPS, ROOT, is_migration, parsed, relative, source_files

LABELS = {"onestop_site": "site"} | {app: app for app in APPS[1:]}
MODULE = re.compile(rf"onestop\.({'|'.join(APPS)})(?:\.\w+)*\Z")
MODEL = re.compile(rf"({'|'.join(LABELS)})\.[A-Z]\w*\Z")
MIGRATION = re.compile(r"\d{4}_|__first__|__latest__")
TEMPLATE = re.compile(rf"""\{{%-?\s*(?:include|extends)\s+["']({"|".join(APPS)})/""")


@dataclass(frozen=True)
class Use:
    """A place where ``source`` names the app ``target``."""

    source: str
    target: str
    place: str


def _module_targets(node: ast.AST) -> Iterator[str]:
    """Yield the dotted names that an import statement brings in, wherever in a function it stands."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _named_apps(node: ast.AST, path: Path) -> Iterator[str]:
    """Yield the apps that ``node`` names: by import, dotted string, model label or migration."""
    for name in _module_targets(node):
        if match := re.match(rf"onestop\.({'|'.join(APPS)})\b", name):
            yield match[1]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and "settings" not in path.parts:
        if match := MODULE.match(node.value):
            yield match[1]
        if match := MODEL.match(node.value):
            yield LABELS[match[1]]
    if is_migration(path) and isinstance(node, ast.Tuple):
        match [getattr(element, "value", None) for element in node.elts]:
            case [str(label), str(name)] if label in LABELS and MIGRATION.match(name):
                yield LABELS[label]


def uses() -> Iterator[Use]:
    """Yield every place where the Python files and templates of one app name another app."""
    for app in APPS:
        for path in source_files(".py", below=app):
            for node in ast.walk(parsed(path)):
                for target in _named_apps(node, path):
                    yield Use(app, target, f"{relative(path)}:{getattr(node, 'lineno', 0)}")
        for path in source_files(".html", ".txt", below=app):
            for match in TEMPLATE.finditer(path.read_text(encoding="utf-8")):
                yield Use(app, match[1], relative(path))


@pytest.fixture(scope="module")
def found() -> list[Use]:
    return [use for use in uses() if use.source != use.target]


def test_no_app_names_one_to_its_right(found: list[Use]) -> None:
    wrong = [use for use in found if APPS.index(use.target) > APPS.index(use.source)]
    assert not wrong, "\n".join(f"{use.place}: {use.source} must not know {use.target}" for use in wrong)


def test_the_picture_in_the_docs_shows_exactly_the_imports_there_are(found: list[Use]) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = re.search(r"```mermaid\n(.*?)```", text, re.DOTALL)
    assert picture, "docs/architecture.md has no picture"
    drawn = set(re.findall(r"^\s*(\w+) --> (\w+)\s*$", picture[1], re.MULTILINE))
    assert drawn == {(use.source, use.target) for use in found}


def test_imports_are_absolute_and_through_the_root_package() -> None:
    relative_imports = [
        f"{relative(path)}:{node.lineno}"
        for path in source_files(".py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        and (node.level or node.module in APPS)
        and node.module != "requests"
    ]
    assert not relative_imports
