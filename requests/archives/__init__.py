"""The sealed archive of an enterprise (clause 6)."""
