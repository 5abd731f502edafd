"""Institutions and their scopes from a table."""
