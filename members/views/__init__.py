"""Pages of people: the list, and one person."""
