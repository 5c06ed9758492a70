"""Taking people out of every list without losing anything, and bringing them back."""
