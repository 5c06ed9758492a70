"""A sign-in sheet of paper, typed line by line: a list like others, of which each line comes in at once."""
