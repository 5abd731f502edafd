"""A static files finder for the joined style sheets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

from onestop.site.look.stylesheets import joined, names


class JoinedFinder(BaseFinder):
    """Finds each style sheet of ours, written anew to DATA_DIR when one of its parts changed."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        self.folder = Path(settings.DATA_DIR) / "joined"

    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        """Return nothing: there is nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001 - Django's own
        """Return the file of the style sheet ``path``, or an empty list, as Django's finders do."""
        if path not in names():
            return []
        found = str(self.write(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:  # noqa: ARG002
        """Yield every style sheet with the storage it can be read from."""
        storage = FileSystemStorage(location=self.folder)
        for name in names():
            self.write(name)
            yield name, storage

    def write(self, name: str) -> Path:
        """Write the style sheet unless the file already says the same, in one step for whoever reads it."""
        path = self.folder / name
        text = joined(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{id(self)}.tmp")
            draft.write_text(text, encoding="utf-8")
            draft.replace(path)
        return path
