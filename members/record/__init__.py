"""The page on which owners look who did and who read what."""
