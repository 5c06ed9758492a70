"""How an experiment goes on and ends: started, at its middle, resting, finished, and what came of it."""
