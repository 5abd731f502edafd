"""What the head of the centre decides on: time limits and days off."""
