"""What was heard: found again, read by those it is for, put right, taken back, printed."""
