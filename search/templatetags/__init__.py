"""Template tags of the search."""
