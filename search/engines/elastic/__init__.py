"""The engine that outgrows one machine: Elasticsearch, reached through its official client."""
