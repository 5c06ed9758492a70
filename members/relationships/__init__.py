"""Who has what to do with whom: recruited by, coach of, family, coworkers, friends."""
