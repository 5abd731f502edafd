"""Files between the look at what an import would do and the agreement to do it."""

import datetime as dt
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
"""Rows that a request takes in reasonable time; the command takes any number."""

KEPT_SECONDS = 24 * 3600
SALT = "standards.import"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was given, with what was said about it."""

    key: str
    name: str
    source: str
    checked: dt.date | None

    @property
    def path(self) -> Path:
        """Where the file is."""
        return _folder() / f"{self.key}.table"

    @property
    def report(self) -> Path:
        """Where its report is."""
        return _folder() / f"{self.key}.csv"

    @property
    def token(self) -> str:
        """What a form carries: signed, so nobody can name another file."""
        checked = self.checked.isoformat() if self.checked else ""
        return signing.dumps([self.key, self.name, self.source, checked], salt=SALT, compress=True)


def keep(file: UploadedFile, source: str, checked: dt.date | None) -> Upload:
    """Keep an uploaded file for a day at most, out of everybody's reach."""
    _sweep()
    upload = Upload(secrets.token_hex(16), Path(file.name or "").name[:100], source, checked)
    with upload.path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return upload


def find(token: str) -> Upload | None:
    """Return the upload of a token that we signed within the last day."""
    try:
        key, name, source, checked = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    return Upload(key, name, source, dt.date.fromisoformat(checked) if checked else None)


def forget_file(upload: Upload) -> None:
    """Delete the file; its report is kept for the rest of the day."""
    upload.path.unlink(missing_ok=True)


def discard(upload: Upload) -> None:
    """Delete the file and its report."""
    upload.path.unlink(missing_ok=True)
    upload.report.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.PRIVATE_ROOT) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sweep() -> None:
    """Delete what is older than a day."""
    oldest = time.time() - KEPT_SECONDS
    for path in _folder().iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
