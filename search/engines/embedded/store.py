"""Where the embedded indexes live: a folder per generation, and a pointer file that names the live one.

``DATA_DIR/search/<prefix>-<document>/`` holds ``<mapping hash>-<time>/`` folders and ``live.json``. The
pointer is replaced in one step, so a build that is killed leaves the old generation serving and a reader
never sees half an index.
"""

import contextlib
import json
import os
import secrets
import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from django.conf import settings

from onestop.search.documents import SearchDocument
from onestop.search.engines.embedded.schema import open_index
from onestop.search.exceptions import EngineUnavailable
from onestop.search.naming import index_base

_POINTER = "live.json"
_OPEN_ATTEMPTS = 5


@dataclass(slots=True)
class Generation:
    """An opened generation: its folder, the hash of its mapping, and what tells that it changed on disk."""

    folder: Path
    mapping: str
    index: Any
    pointer_signature: tuple[int, int]
    meta_signature: tuple[int, int]


def _signature(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_ino


class Store:
    """The generations of one document."""

    def __init__(self, document: type[SearchDocument]) -> None:
        self.document = document
        self.root = Path(settings.DATA_DIR) / "search" / index_base(document)
        self._lock = threading.Lock()
        self._live: Generation | None = None

    def live(self) -> Generation:
        """Return the live generation as it is on disk now, reopened or reloaded where another process wrote.

        Raises:
            EngineUnavailable: if none was built or what is there cannot be opened.
        """
        with self._lock:
            for attempt in range(_OPEN_ATTEMPTS):
                try:
                    return self._refreshed()
                except FileNotFoundError as error:
                    if not (self.root / _POINTER).exists():
                        raise EngineUnavailable(f"no index of {self.root.name} has been built") from error
                except (OSError, ValueError) as error:
                    # A generation may be replaced between reading its pointer and opening it.
                    if attempt == _OPEN_ATTEMPTS - 1:
                        raise EngineUnavailable(
                            f"the index of {self.root.name} cannot be opened: {error}"
                        ) from error
                time.sleep(0.01 * attempt)
            raise EngineUnavailable(f"the index of {self.root.name} cannot be opened")

    def _refreshed(self) -> Generation:
        signature = _signature(self.root / _POINTER)
        if self._live is None or self._live.pointer_signature != signature:
            self._live = self._open(signature)
        meta = _signature(self._live.folder / "meta.json")
        if meta != self._live.meta_signature:
            self._live.index.reload()
            self._live.meta_signature = meta
        return self._live

    def _open(self, signature: tuple[int, int]) -> Generation:
        pointer = json.loads((self.root / _POINTER).read_text())
        folder = self.root / pointer["folder"]
        meta = _signature(folder / "meta.json")
        return Generation(folder, pointer["mapping"], open_index(None, str(folder)), signature, meta)

    def new_folder(self) -> Path:
        """Make the folder of a new generation."""
        stamp = f"{time.strftime('%Y%m%d%H%M%S')}{secrets.token_hex(2)}"
        folder = self.root / f"{self.document.mapping_hash()}-{stamp}"
        folder.mkdir(parents=True)
        return folder

    def point_to(self, folder: Path) -> None:
        """Make ``folder`` the live generation, in one step, durably."""
        pointer = {"folder": folder.name, "mapping": self.document.mapping_hash()}
        draft = self.root / f".{_POINTER}.{os.getpid()}"
        with draft.open("w") as file:
            json.dump(pointer, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.root / _POINTER)

    def remove_others(self, keep: Path | None = None) -> None:
        """Remove every generation but the live one and ``keep``; open readers keep the files they have."""
        live = None
        with contextlib.suppress(FileNotFoundError, ValueError):
            live = json.loads((self.root / _POINTER).read_text())["folder"]
        for folder in self.root.iterdir() if self.root.exists() else ():
            if folder.is_dir() and folder.name != live and folder != keep:
                shutil.rmtree(folder, ignore_errors=True)


def writer(index: tantivy.Index, *, memory: int, wait: float) -> Any:
    """Return a writer of ``index``, waiting up to ``wait`` seconds for another to finish.

    Raises:
        EngineUnavailable: if the other does not finish in that time.
    """
    deadline = time.monotonic() + wait
    while True:
        try:
            return index.writer(memory, 1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            if time.monotonic() > deadline:
                raise EngineUnavailable("another process is writing to the index") from error
            time.sleep(0.005)
