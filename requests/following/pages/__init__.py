"""The pages of the parties: the enterprise's room and whoever holds the link of a case."""
