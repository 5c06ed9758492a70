"""The form of an experiment: a few fields, and lists whose rows can be added, moved and taken out."""
