"""How many people shall stand where, by when."""
