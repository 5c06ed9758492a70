"""Pasting an old write-up: read into the form, changed there if need be, and kept whole."""
