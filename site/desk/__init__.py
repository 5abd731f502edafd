"""今天要做的: what an account finds first in the admin, brought together from all apps."""
