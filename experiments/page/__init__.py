"""The page of one experiment. Each card on it is a part: a template, and a function that gives what it shows."""
