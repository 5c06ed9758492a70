"""A look at the network itself, on a set day."""
