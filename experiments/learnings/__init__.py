"""The library of what a group learned and decided: tagged, found again, and seen again in other experiments."""
