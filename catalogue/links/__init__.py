"""Links to the official sites, and the check that they still answer."""
