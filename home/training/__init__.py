"""Training and activities: published events, registration, attendance, proofs. Clauses 4.2.1 and 4.2.2.4."""
