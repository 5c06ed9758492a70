"""Everything a group has, taken out as one file and brought in again elsewhere: docs/take-out.md says what is in it."""
