"""The clauses of the municipal standard that the platform follows, and what proves that it does."""
