"""Changing many people at once: chosen by ticks or by a filter, done chunk by chunk, undone at once."""
