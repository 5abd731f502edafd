"""Demo content of requests: accounts of all roles, enterprises, cases. Nothing is real."""
