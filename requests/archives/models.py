"""Models of ``archives``."""
