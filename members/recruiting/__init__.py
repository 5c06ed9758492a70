"""Who brought whom, in generations."""
