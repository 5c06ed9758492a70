"""What is printed: a template of typst for each report, and what it is told."""
