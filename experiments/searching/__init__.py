"""Finding what a group tried, by the words of everything written about it."""
