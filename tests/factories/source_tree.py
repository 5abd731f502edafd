"""The project's own files, for tests that read the source."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import onestop

ROOT = Path(onestop.__file__).resolve().parent
APPS = ("site", "search", "standards", "catalogue", "home", "requests")
"""The apps from left to right: each may import from those before it."""

NOT_OURS = {"var", "build", "dist", "target", "node_modules", "__pycache__", "htmlcov"}


def _is_ours(path: Path) -> bool:
    """Tell whether ``path``, relative to the root, is ours: no cache, build or virtual environment."""
    return not any(part in NOT_OURS or part.startswith(".") for part in path.parent.parts)


@cache
def source_files(*suffixes: str, below: str = "") -> tuple[Path, ...]:
    """Return the files with one of ``suffixes`` below the folder ``below``, as absolute paths, sorted."""
    start = ROOT / below
    folders = [start] if below else [path for path in start.iterdir() if path.is_dir()]
    found = {path for path in start.iterdir() if path.is_file()}
    for folder in folders:
        if _is_ours(folder.relative_to(ROOT) / "x"):
            found.update(path for path in folder.rglob("*") if path.is_file())
    return tuple(sorted(p for p in found if p.suffix in suffixes and _is_ours(p.relative_to(ROOT))))


def relative(path: Path) -> str:
    """Return ``path`` as it is written in messages."""
    return path.relative_to(ROOT).as_posix()


def is_migration(path: Path) -> bool:
    """Tell whether ``path`` was written by ``makemigrations``."""
    return "migrations" in path.parts


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of the Python file ``path``."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of the Python file ``path``."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
