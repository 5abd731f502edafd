"""Finding who serves a request, and asking the enterprise before anything is handed over (clause 4.3.3)."""
