"""常见问题: questions with answers, grouped by the nine categories of services."""
