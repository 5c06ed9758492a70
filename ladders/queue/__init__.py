"""Assessing many people one after the other, left and found again."""
