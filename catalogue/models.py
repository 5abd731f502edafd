"""Models of ``onestop.catalogue``, gathered from its subpackages."""
