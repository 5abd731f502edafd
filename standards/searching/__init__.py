"""Searching the register: what a query means, what it finds, how that is grouped and narrowed down."""
