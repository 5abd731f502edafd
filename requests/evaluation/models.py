"""Models of ``evaluation``."""
