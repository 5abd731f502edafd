"""Service catalogue: services and their guides, organisations, institutions, experts."""
