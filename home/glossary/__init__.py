"""名词术语: the terms of the standard and those that the platform explains itself (clause 3)."""
