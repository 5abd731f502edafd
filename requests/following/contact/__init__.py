"""Keeping in touch about a case: messages, urging, the log of contacts, more time, call-backs."""
