"""How the page of an experiment read before, and going back to it."""
