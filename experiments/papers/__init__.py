"""Files beside an experiment: what they are is told by their content, and they are only ever handed over, never shown."""
