"""Where a ladder has a hole: seen in plain figures, with what could be done."""
