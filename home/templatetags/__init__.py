"""Template tags of ``home``."""
