"""Who coaches whom in generations, how many have a coach, and who holds too many."""
