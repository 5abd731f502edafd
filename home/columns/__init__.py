"""Columns: pages that gather others by date, with filters, a feed and nothing empty."""
