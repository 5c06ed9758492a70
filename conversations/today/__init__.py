"""Today: what an organizer may do next, from every room."""
