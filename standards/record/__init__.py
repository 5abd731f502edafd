"""A standard's page: what is loaded for it and how it is said, in plain values for the template to print."""
