"""What is missing and what expires: views for staff."""
