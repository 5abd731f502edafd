"""Where a request is and how it moves: table, events, clock, numbers, rights (clauses 4.3.2 to 6)."""
