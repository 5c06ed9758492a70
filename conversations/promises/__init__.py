"""What we owe somebody, and what somebody said yes to: due, handed over, done, kept or not."""
