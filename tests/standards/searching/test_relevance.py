"""``benchmarks.relevance``: its files, its figures, its misses; on the engine in use."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import onestop
from onestop.search.engines import get_engine

ROOT = str(Path(onestop.__file__).parent)


@pytest.fixture
def relevance(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The benchmark, as it is imported from the repository's root."""
    monkeypatch.syspath_prepend(ROOT)
    from benchmarks import relevance  # noqa: PLC0415 - importable only from the root

    return relevance


@pytest.fixture
def measures(relevance: ModuleType) -> ModuleType:
    """Its measurements."""
    from benchmarks import _relevance  # noqa: PLC0415 - as above

    return _relevance


def write(path: Path, header: str, *rows: str) -> Path:
    """Write a file of judged questions."""
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


@pytest.mark.usefixtures("register", "db")
def test_numbers_hit_by_edition_and_misses_are_told_apart(
    relevance: Any, measures: Any, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "numbers.csv",
        "number_as_written,expected_number",
        "GBT19012-2008,GB/T 19012-2008",
        "gb 4943.1—2022,GB 4943.1-2022",
        "GB/T 99998-2001,GB/T 99998-2001",
    )
    answers = list(measures.numbers(path))
    summary = relevance.summary(answers)
    assert (summary["n"], summary["known"], summary["hit1_known"]) == (3, 2, 1.0)
    (miss,) = map(json.loads, relevance.misses(answers))
    assert (miss["asked"], miss["in_register"], miss["rank"]) == ("GB/T 99998-2001", False, None)


@pytest.mark.usefixtures("register", "db")
def test_titles_hit_by_their_number_whatever_the_year(relevance: Any, measures: Any, tmp_path: Path) -> None:
    path = write(
        tmp_path / "titles.csv",
        "query_title_as_cited,expected_number,catalogue_title,difference,times_cited",
        "质量管理 顾客满意 组织处理投诉指南[S].,GB/T 19012-2008,-,wording,1",
    )
    assert relevance.summary(list(measures.titles(path)))["hit1"] == 1.0


@pytest.mark.django_db
def test_passages_have_an_index_of_their_own(relevance: Any, measures: Any, tmp_path: Path) -> None:
    passages = [("a", "附则", "本办法自公布之日起施行。"), ("b", "投诉", "投诉应当在五个工作日内答复。")]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(
        "\n".join(json.dumps({"id": i, "heading": h, "text": t}) for i, h, t in passages), encoding="utf-8"
    )
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        json.dumps({"id": "1", "query": "请问投诉几天内答复？", "relevant": ["b"]}), encoding="utf-8"
    )
    before = get_engine().name
    assert relevance.summary(list(measures.passages(corpus, queries)))["hit1"] == 1.0
    assert get_engine().name == before
