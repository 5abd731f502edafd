"""What the platform can do for an enterprise: categories, items and their guides."""
