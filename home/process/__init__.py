"""服务流程: figure 1 of the standard, drawn from a definition and told in words (clause 4.3.1)."""
