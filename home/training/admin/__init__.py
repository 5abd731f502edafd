"""Training in the admin: the desk, the registers, lists in and out."""
