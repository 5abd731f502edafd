"""The Elasticsearch engine."""


class ElasticsearchEngine:
    """To be written."""

    name = "elasticsearch"
