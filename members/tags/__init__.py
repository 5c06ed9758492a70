"""Tags as a whole: renamed, put into another one, deleted and brought back."""
