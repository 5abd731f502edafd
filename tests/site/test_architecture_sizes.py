"""Small files, small functions, nothing written twice: what keeps the code readable is counted."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from onestop.tests.factories.source_tree import APPS, functions, is_migration, relative, source_files

MAX_FILE = 400
MAX_FUNCTION = 60
MIN_DUPLICATE = 5

WRITTEN = [
    path for path in source_files(".py", ".html", ".css", ".js", ".java", ".sh") if not is_migration(path)
]
PYTHON = [path for path in WRITTEN if path.suffix == ".py"]


def test_no_file_is_over_400_lines() -> None:
    sizes = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in WRITTEN}
    assert not {name: size for name, size in sizes.items() if size > MAX_FILE}


def test_no_function_is_over_60_lines() -> None:
    long = [
        f"{relative(path)}:{node.lineno} {node.name}"
        for path in PYTHON
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION
    ]
    assert not long


def _body(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    """Return the statements of a function without its docstring."""
    return node.body[1:] if ast.get_docstring(node) is not None else node.body


def test_no_function_of_the_product_is_written_twice() -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for path in PYTHON:
        if relative(path).split("/")[0] not in APPS:
            continue
        for node in functions(path):
            body = _body(node)
            if body and (body[-1].end_lineno or 0) - body[0].lineno + 1 >= MIN_DUPLICATE:
                seen["\n".join(map(ast.dump, body))].append(f"{relative(path)}:{node.lineno} {node.name}")
    assert not [places for places in seen.values() if len(places) > 1]


@pytest.mark.parametrize(
    "path", sorted({p for p in PYTHON if relative(p).startswith("tests/")}), ids=relative
)
def test_every_test_asserts_something(path: Path) -> None:
    silent = [
        node.name
        for node in functions(path)
        if node.name.startswith("test_") and not any(_asserts(inner) for inner in ast.walk(node))
    ]
    assert not silent


def _asserts(node: ast.AST) -> bool:
    """Tell whether ``node`` can fail a test: an assert, ``raises`` or a helper named for what it asserts."""
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return "assert" in name or name.lstrip("_").startswith(("raises", "fail", "check", "expect", "warns"))
