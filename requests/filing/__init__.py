"""Collecting requests: the column, the window, the telephone; receipt and tracking (clause 4.3.2)."""
