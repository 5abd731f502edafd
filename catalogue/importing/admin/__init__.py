"""The pages of the imports in the admin."""
