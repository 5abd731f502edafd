"""Keeping in touch: messages, reminders, call-backs, progress for everybody to see (clause 4.3.4)."""
