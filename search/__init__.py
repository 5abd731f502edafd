"""Search: engines, Chinese analysis, the registry of documents. See ``docs/search.md``."""
