from tests.ladders.conftest import ladder, levels, people, said, south_ladder

__all__ = ["ladder", "levels", "people", "said", "south_ladder"]
