"""Cleaning a list up before it comes in: cells and words that need a person, and what was put right by itself."""
