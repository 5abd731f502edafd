"""Pages that are read: what every dated page of a column has, and the plain article."""
