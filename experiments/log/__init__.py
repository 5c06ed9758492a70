"""What happens while an experiment runs: posts, comments, who is told of them, and who follows along."""
