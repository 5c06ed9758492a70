"""Words of a list and what they mean here: found alike, asked once, remembered."""
