"""What a member says about their own place: written down, taken away and brought back."""
