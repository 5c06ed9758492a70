"""Responsibilities: what there is to carry, who is ready for it, and who carries it."""
