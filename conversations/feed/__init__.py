"""A calendar of what somebody owes and asks about, which a calendar program reads by a secret address."""
