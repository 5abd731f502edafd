"""Candidates for the pool from a table."""
