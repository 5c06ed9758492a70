"""What somebody who is on file may ask for: all that is held about them, and that it be put right."""
