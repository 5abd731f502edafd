"""Template tags of the standards' pages."""
