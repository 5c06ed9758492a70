"""What would help one person grow: a plan of steps made with them, one of which is always the next."""
