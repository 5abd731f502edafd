"""Searching the register: what a query means, what it finds, how it is grouped and narrowed down (spec 2.2, 2.8)."""
