"""The network's registers in the admin."""
