"""制度与目标: rules to work by, in versions, and what is to be reached (clause 4.1.3)."""
