"""The board: every experiment of a group, by question, by where it stands, by its last day, by who runs it, or as a table."""
