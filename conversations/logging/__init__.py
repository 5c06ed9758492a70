"""Logging a conversation: half a minute of thumbs, the story first, everything else optional."""
