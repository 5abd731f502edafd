"""Serving, recording, escalating, answering (clauses 4.3.3 and 6.2)."""
