"""What a coach does: one desk over all their groups, reviews, and what was agreed with each group."""
