"""政策法规 and 政策解读, linked both ways (clause 4.2.1.1)."""
