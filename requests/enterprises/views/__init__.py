"""Views of the enterprise's room and of the way into it."""
