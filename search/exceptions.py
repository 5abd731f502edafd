"""What can go wrong with an engine."""


class SearchError(Exception):
    """Base of the errors of this layer."""


class EngineUnavailable(SearchError):
    """The engine cannot answer now: no connection, too slow, no index. Use the database and say so."""


class UnsupportedQuery(SearchError):
    """The query uses something that the engines do not share; a mistake in the code, never of the user."""


class BuildRunning(SearchError):
    """Another build of the same index is at work."""
