"""Models of ``supervision``."""
