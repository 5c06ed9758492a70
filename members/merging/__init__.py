"""Putting two rows of one person together, field by field, and taking them apart again."""
