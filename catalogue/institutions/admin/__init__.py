"""The directories' places in the admin."""
