"""What the head of the centre decides on: time limits, days off, the privacy notice."""
