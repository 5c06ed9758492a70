"""Themes: drawn out of conversations, kept tidy, counted over time, taken into a meeting on paper."""
