"""Fixtures of the tests that need Elasticsearch itself."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from onestop.tests.factories.elasticsearch_node import Node, missing_tools
from onestop.tests.factories.needs import lacking


def _own_node(folder_factory: pytest.TempPathFactory) -> Node:
    if reason := missing_tools():
        lacking(f"a node cannot be built here without: {reason}")
    return Node(folder_factory.mktemp("elasticsearch"))


@pytest.fixture(scope="session")
def es(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elasticsearch]:
    """Client of the node at ELASTICSEARCH_URL (a stock 8.19, say), else of one started for these tests."""
    if url := os.environ.get("ELASTICSEARCH_URL"):
        with Elasticsearch(url, ca_certs=os.environ.get("ELASTICSEARCH_CA_CERTS")) as client:
            yield client
        return
    node = _own_node(tmp_path_factory)
    node.start()
    try:
        with Elasticsearch(node.url) as client:
            yield client
    finally:
        node.stop()


@pytest.fixture
def own_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node that the test may kill; whatever ELASTICSEARCH_URL says, another one's is never touched."""
    node = _own_node(tmp_path_factory)
    node.start()
    try:
        yield node
    finally:
        node.stop()


@pytest.fixture
def index_name(es: Elasticsearch) -> Iterator[str]:
    """A name of one's own; indices that begin with it are deleted afterwards."""
    name = f"onestop-contract-{uuid4().hex}"
    yield name
    for index in es.indices.get(index=f"{name}*", expand_wildcards="all"):
        es.indices.delete(index=index)
