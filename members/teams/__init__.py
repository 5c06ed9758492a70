"""Teams: people who work on something together, the roles in them, and who leads."""
