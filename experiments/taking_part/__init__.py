"""With whom an experiment is tried: chosen people, or everybody on a saved list."""
