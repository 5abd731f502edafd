"""Models of ``following``."""
