"""Cells of people changed together: read through the forms, written at once, undone at once."""
