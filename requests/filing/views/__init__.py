"""The pages of filing."""
