"""Public directories of testing and certification bodies and their scope."""
