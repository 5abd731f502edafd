"""A batch is packed as a bulk request by the process that read it."""

import json

import pytest

from onestop.search.engines.elastic.engine import ElasticsearchEngine
from onestop.search.engines.elastic.writing import lines

pytestmark = pytest.mark.one_database


def test_a_batch_is_a_line_of_what_to_do_and_one_of_what_with() -> None:
    sources = [{"pk": 7, "title_b": "质量 “量\\标\n准”"}, {"pk": 8, "labels": ["even", "gb"], "year": 2020}]
    batch = lines(sources, [9])
    assert batch.body.endswith(b"\n")
    read = [json.loads(line) for line in batch.body.decode().splitlines()]
    assert read == [
        {"index": {"_id": "7"}},
        sources[0],
        {"index": {"_id": "8"}},
        sources[1],
        {"delete": {"_id": "9"}},
    ]
    assert len(batch) == 3


def test_nothing_to_write_is_an_empty_batch() -> None:
    assert len(ElasticsearchEngine.pack([])) == 0
