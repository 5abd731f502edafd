"""先进经验: what enterprises do well, shown with their consent (clause 4.2.2.4)."""
