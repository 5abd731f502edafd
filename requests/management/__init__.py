"""Commands of the requests app."""
