"""What a kept database was made from: another key, another database."""

import ast
import hashlib
import inspect
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.db.models.signals import post_migrate
from django.utils import timezone

import onestop
from onestop.tests.factories.source_tree import APPS

ROOT = Path(onestop.__file__).resolve().parent
CONTENT = {".py", ".csv", ".json", ".svg", ".png", ".jpg", ".pdf", ".txt", ".md", ".html"}


def _digest(files: Iterable[Path], *words: str) -> str:
    """Return a short hash of what is in ``files``, of ``words``, and of the day: content speaks of dates."""
    found = hashlib.sha256()
    for word in (str(timezone.localdate()), *words):
        found.update(word.encode() + b"\0")
    for file in sorted(set(files)):
        found.update(str(file).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


def _imported(migration: Path) -> Iterator[Path]:
    """Yield our modules that a migration imports."""
    for node in ast.walk(ast.parse(migration.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name}" for name in names] + [str(node.module)]
        for name in names:
            first, *below = name.split(".")
            if first == "onestop" and below:
                path = ROOT.joinpath(*below)
                yield from (
                    file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()
                )


def _migrations(apps: Iterable[str]) -> list[Path]:
    """Return the migrations of our apps, what they import, and the versions of all else."""
    own = [file for app in apps for file in (ROOT / app).glob("migrations/*.py")]
    return [*own, *(found for file in own for found in _imported(file)), ROOT / "requirements.txt"]


def _after_migration() -> Iterator[Path]:
    """Yield our modules that fill tables after every migration, and their data."""
    for _key, reference, *_rest in post_migrate.receivers:
        receiver = reference() if isinstance(reference, weakref.ReferenceType) else reference
        file = Path(inspect.getfile(receiver))
        if any(ROOT / app in file.parents for app in APPS):
            yield file
            yield from (file.parent / "data").glob("*.csv")


def of_the_migrations(*apps: str) -> str:
    """Return the key of what the migrations of some of our apps make, with those of all others."""
    return _digest(_migrations(apps))


def of_the_tables() -> str:
    """Return the key of what all migrations make: tables, what they put in, permissions of the models."""
    models = [
        f"{model._meta.label} {model._meta.verbose_name_raw} {model._meta.default_permissions} "
        f"{model._meta.permissions} {model._meta.managed}"
        for model in apps.get_models(include_auto_created=True)
    ]
    return _digest([*_migrations(APPS), *_after_migration()], *sorted(models))


def of_the_source() -> str:
    """Return the key of everything that demo content can come from."""
    tree = [file for app in APPS for file in (ROOT / app).rglob("*")]
    factories = list(Path(__file__).parent.glob("*.py"))
    return _digest(file for file in [*tree, *factories] if file.suffix in CONTENT and file.is_file())
