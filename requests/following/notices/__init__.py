"""Telling people: which event is told to whom in which words, by which channel, and whether it went out."""
