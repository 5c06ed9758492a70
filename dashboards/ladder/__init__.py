"""The ladder dashboard: where people stand, what moved, and what to talk about."""
