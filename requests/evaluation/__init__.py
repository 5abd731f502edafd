"""The evaluation of annex A (clause 5.2)."""
