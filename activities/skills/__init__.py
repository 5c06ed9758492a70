"""Skills: from trainings and from elsewhere."""
