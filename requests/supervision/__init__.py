"""Rectification, complaints and disputes (clauses 5.1 and 5.6)."""
