"""Killed in the middle of a bulk, the node comes back with every document that it had acknowledged."""

import threading
import time
from typing import Any

import pytest
from elasticsearch import ApiError, Elasticsearch, TransportError

from onestop.tests.factories.elasticsearch_node import Node

pytestmark = pytest.mark.elasticsearch

INDEX = "crash"
BATCH = 500
MINIMUM = 5 * BATCH


class Writer(threading.Thread):
    """Sends bulk after bulk until the node is gone; remembers what was acknowledged."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.url = url
        self.acknowledged: list[str] = []
        self.stopped_by: Exception | None = None

    def run(self) -> None:
        """Write until the first failure."""
        with Elasticsearch(self.url, max_retries=0, request_timeout=10) as client:
            try:
                while True:
                    self._send(client, start=len(self.acknowledged))
            except (ApiError, TransportError) as error:
                self.stopped_by = error

    def _send(self, client: Elasticsearch, start: int) -> None:
        operations: list[dict[str, Any]] = []
        for number in range(start, start + BATCH):
            operations += [{"index": {"_id": str(number)}}, {"title": f"建筑 设计 {number}"}]
        items = client.bulk(index=INDEX, operations=operations)["items"]
        self.acknowledged += [item["index"]["_id"] for item in items if item["index"]["status"] < 300]


def test_nothing_acknowledged_is_lost_by_a_kill_in_the_middle_of_a_bulk(own_node: Node) -> None:
    with Elasticsearch(own_node.url) as client:
        client.indices.create(
            index=INDEX,
            settings={"number_of_shards": 1, "number_of_replicas": 0},
            mappings={"properties": {"title": {"type": "text", "analyzer": "whitespace"}}},
        )
    writer = Writer(own_node.url)
    writer.start()
    deadline = time.monotonic() + 60
    while len(writer.acknowledged) < MINIMUM and time.monotonic() < deadline:
        time.sleep(0.01)
    own_node.kill()
    writer.join(timeout=60)
    assert writer.stopped_by is not None, "the writer was still at work when the node was killed"
    assert len(writer.acknowledged) >= MINIMUM

    own_node.start()
    with Elasticsearch(own_node.url) as client:
        found = {
            document["_id"]
            for first in range(0, len(writer.acknowledged), BATCH)
            for document in client.mget(index=INDEX, ids=writer.acknowledged[first : first + BATCH])["docs"]
            if document["found"]
        }
        assert found == set(writer.acknowledged)
        client.indices.refresh(index=INDEX)
        assert client.count(index=INDEX, query={"match_phrase": {"title": "建筑 设计"}})["count"] >= len(
            found
        )


def test_an_index_that_asks_for_a_replica_does_not_keep_a_single_node_from_starting(own_node: Node) -> None:
    with Elasticsearch(own_node.url) as client:
        client.indices.create(index=INDEX, settings={"number_of_replicas": 1})
        client.index(index=INDEX, id="1", document={"a": 1})
    own_node.stop()
    own_node.start()
    with Elasticsearch(own_node.url) as client:
        assert client.cluster.health()["status"] == "yellow"
        assert client.get(index=INDEX, id="1")["_source"] == {"a": 1}
