"""One goal: how it goes, and what it would take each week."""
