"""The PDF of an archive holds its font, so that it reads the same everywhere (clause 6.1)."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from onestop.requests.archives import paper
from onestop.requests.archives.exporting import Export
from onestop.requests.archives.shown import label_of
from onestop.tests.factories.requests import enterprise

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.1")]


def fonts(content: bytes) -> dict[str, bool]:
    """Return the fonts of a PDF, each with whether the file holds it."""
    found = {}
    for page in PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            one: Any = font.get_object()
            descriptor = one.get("/FontDescriptor")
            found[str(one["/BaseFont"])] = descriptor is not None and "/FontFile2" in descriptor.get_object()
    return found


def written(name: str) -> bytes:
    """Return the PDF of an enterprise of this name, taken away by somebody of that name."""
    return paper.write(Export(enterprise(name), [], inside=True, who=name, purpose="审查"))


def test_every_font_is_in_the_file() -> None:
    content = written("示例果业 <有限> & 公司")
    assert list(fonts(content).values())
    assert all(fonts(content).values())
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert "示例果业 <有限> & 公司" in pages[0]
    assert len(content) < 100_000


def test_a_sign_that_the_font_lacks_is_still_written() -> None:
    assert ord("䶮") not in paper.drawn()  # type: ignore[operator]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(written("示例䶮商行"))).pages]
    assert "示例䶮商行" in pages[0]
    assert "䶮" in pages[1]


def test_each_part_calls_its_result_by_its_own_name() -> None:
    assert [str(label_of(kind, "result")) for kind in ("records", "participants", "rectifications")] == [
        "办理结果",
        "考核结果",
        "验证结果",
    ]
