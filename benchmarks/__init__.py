"""Measurements, each run from the repository's root as ``python -m benchmarks.NAME``. They change no data."""
