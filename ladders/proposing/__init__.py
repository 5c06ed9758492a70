"""Rules propose where people stand, and people decide."""
