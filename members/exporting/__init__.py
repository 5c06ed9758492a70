"""Taking a list of people out as a file: asked for with a reason, made in the background, kept for an hour."""
