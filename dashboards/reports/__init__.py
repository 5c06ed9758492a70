"""Reports: figures counted once, and told to members, a board, staff or a partner."""
