"""An archive to take away: a ZIP whose list of files is its catalogue, each with its hash (6.1, 6.3)."""

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onestop.requests.archives import paper
from onestop.requests.archives.models import ArchiveItem
from onestop.requests.archives.services import private_of
from onestop.requests.archives.shown import content_for, show
from onestop.requests.enterprises import companies, marking
from onestop.requests.enterprises.models import Enterprise
from onestop.requests.filing.models import Attachment
from onestop.site.exporting import as_text

IN_MEMORY = 8 << 20
BLOCK = 1 << 20
CATALOGUE, STYLE = "catalogue.csv", "requests/archives.css"


@dataclass(slots=True)
class Export:
    """What is taken away.

    Attributes:
        enterprise: Whose archive.
        items: Which items.
        inside: For somebody of the staff; else for the enterprise itself.
        who: Name of whoever takes it away, for the mark on every part.
        purpose: What for.
    """

    enterprise: Enterprise
    items: list[ArchiveItem]
    inside: bool
    who: str
    purpose: str
    made_at: Any = field(default_factory=timezone.localtime)

    @property
    def watermark(self) -> str:
        """Return the line that stands on every part."""
        return marking.watermark(self.who, self.purpose, self.made_at)


def build(export: Export) -> IO[bytes]:
    """Return the ZIP, at its beginning.

    It holds ``archive.pdf``, ``archive.json``, ``archive.html`` with its style, the files of the cases, and
    ``catalogue.csv``, which lists every other file with its SHA-256.
    """
    out: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    listed: list[tuple[str, str, int, str]] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.comment = export.watermark.encode()[:65535]
        for path, title, blocks in _contents(export):
            entry = zipfile.ZipInfo(path, export.made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            listed.append((path, title, *_put(box, entry, blocks)))
        box.writestr(CATALOGUE, _catalogue(export, listed))
    out.seek(0)
    return out


def answer(export: Export) -> FileResponse:
    """Return the ZIP as a file to be saved."""
    return _saved(export, build(export), "zip")


def answer_paper(export: Export) -> FileResponse:
    """Return cover, catalogue and content as one PDF to be saved."""
    return _saved(export, io.BytesIO(paper.write(export)), "pdf")


def _saved(export: Export, content: IO[bytes], kind: str) -> FileResponse:
    name = f"archive-{export.enterprise.credit_code or export.enterprise.pk}-{export.made_at:%Y%m%d}.{kind}"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=f"application/{kind}")
    response["Cache-Control"] = "private, no-store"
    return response


def as_data(export: Export) -> dict[str, Any]:
    """Return the archive in plain values; the enterprise gets its own contact data with it."""
    return {
        "watermark": export.watermark,
        "enterprise": companies.values_of(export.enterprise),
        "items": [_item(export, item) for item in export.items],
    }


def _item(export: Export, item: ArchiveItem) -> dict[str, Any]:
    found = item.sealed() | {
        "digest": item.digest,
        "content_digest": item.content_digest,
        "content": content_for(item, inside=export.inside),
    }
    if not export.inside:
        found["contact"] = private_of(item).get("contact", {})
    return found


def _contents(export: Export) -> Iterator[tuple[str, str, Iterator[bytes]]]:
    """Yield path, title and content of everything but the catalogue."""
    data = json.dumps(as_data(export), ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    yield "archive.pdf", _("The archive as a PDF"), iter([paper.write(export)])
    yield "archive.json", _("The archive for machines"), iter([data.encode()])
    context = {"export": export, "shown": [show(item, inside=export.inside) for item in export.items]}
    page = render_to_string("requests/archives/export.html", context)
    yield "archive.html", _("The archive to read and print"), iter([page.encode()])
    yield "archives.css", _("Style of the page"), iter([Path(str(finders.find(STYLE))).read_bytes()])
    for item in export.items:
        yield from _files(export, item)


def _files(export: Export, item: ArchiveItem) -> Iterator[tuple[str, str, Iterator[bytes]]]:
    """Yield the files that were sealed with a case, as far as the reader may have them."""
    wanted = [row["id"] for row in content_for(item, inside=export.inside).get("files", ())]
    for file in Attachment.objects.filter(pk__in=wanted, case=item.case).order_by("pk"):
        if file.erased_at:
            continue
        there = file.file.storage.exists(str(file.file.name))
        title = file.name if there else _("not there any more: %(name)s") % {"name": file.name}
        yield f"files/{item.number}/{file.pk}-{file.name}", title, _blocks(file) if there else iter(())


def _blocks(file: Attachment) -> Iterator[bytes]:
    with file.file.open("rb") as opened:
        yield from opened.chunks(BLOCK)


def _put(box: zipfile.ZipFile, entry: zipfile.ZipInfo, blocks: Iterator[bytes]) -> tuple[int, str]:
    """Write one file into the ZIP; return its size and hash."""
    sha, size = hashlib.sha256(), 0
    with box.open(entry, "w", force_zip64=True) as target:
        for block in blocks:
            target.write(block)
            sha.update(block)
            size += len(block)
    return size, sha.hexdigest()


def _catalogue(export: Export, listed: list[tuple[str, str, int, str]]) -> bytes:
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([as_text(export.watermark)])
    writer.writerow([pgettext("archive", "Path"), pgettext("archive", "Title"), _("Bytes"), "SHA-256"])
    writer.writerows([as_text(path), as_text(title), size, sha] for path, title, size, sha in listed)
    return out.getvalue().encode()
