"""Enterprises, their people, what they agreed to and who has looked (clauses 6.1 and 6.3)."""
