"""``manage.py search_index`` as people and scripts use it."""

import json
from io import StringIO
from typing import Any

import pytest

from django.core.management import CommandError, call_command

from onestop.search import outbox, registry
from onestop.search.engines import Engine
from onestop.search.models import IndexBuild
from onestop.tests.factories.search_documents import TagDocument, make_tag


@pytest.fixture(autouse=True)
def _only_tags(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_documents", {TagDocument.Settings.name: TagDocument})


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("search_index", *arguments, stdout=output)
    return output.getvalue()


def state() -> dict[str, Any]:
    report: dict[str, Any] = json.loads(run("status", "--json"))
    return report


def test_build_then_status(engine: Engine) -> None:
    make_tag("标准")
    assert state()["status"] == "not built"
    assert "test-tags" in run("build")
    report = state()
    assert (report["engine"], report["status"], report["unsent"]) == (engine.name, "ok", 0)
    (document,) = report["documents"]
    index = engine.state(TagDocument).index
    assert document == {
        "name": "test-tags",
        "index": index,
        "documents": 1,
        "mapping": "current",
        "unsent": 0,
        "building": False,
    }
    assert index in run("status")


def test_catch_up_sends_what_is_left() -> None:
    run("build")
    outbox.schedule(TagDocument, [make_tag("标准").pk])
    assert state()["unsent"] == 1
    assert "1" in run("catch-up")
    assert (state()["unsent"], state()["documents"][0]["documents"]) == (0, 1)


def test_update_builds_only_what_is_missing_or_changed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("update")
    first = engine.state(TagDocument).index
    run("update", "test-tags")
    assert engine.state(TagDocument).index == first
    monkeypatch.setattr(TagDocument, "_mapping_hash", "0123456789ab")
    assert state()["status"] == "outdated"
    run("update")
    assert engine.state(TagDocument).index != first
    assert state()["status"] == "ok"


def test_an_unknown_document_is_named_with_the_known_ones() -> None:
    with pytest.raises(CommandError, match=r"nothing.*test-tags"):
        run("build", "nothing")


def test_a_second_build_is_told_of_the_first() -> None:
    IndexBuild.objects.create(document=TagDocument.Settings.name, host="elsewhere", process=4711)
    with pytest.raises(CommandError, match="4711"):
        run("build")
