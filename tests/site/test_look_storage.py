"""The addresses of static files: WhiteNoise's own, each worked out once."""

import json
from pathlib import Path

import pytest

from onestop.site.look.storage import KnownManifestStorage


@pytest.mark.one_database
def test_an_address_is_worked_out_once_and_a_file_that_is_not_there_has_none(tmp_path: Path) -> None:
    manifest = {"paths": {"css/site.css": "css/site.0123.css"}, "version": "1.1", "hash": ""}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    storage = KnownManifestStorage(location=tmp_path, base_url="/static/")
    assert storage.url("css/site.css") == "/static/css/site.0123.css"
    storage.hashed_files.clear()
    assert storage.url("css/site.css") == "/static/css/site.0123.css"
    for _ in range(2):
        with pytest.raises(ValueError, match="missing"):
            storage.url("css/missing.css")
