from tests.ladders.conftest import ladder, levels, people, said

__all__ = ["ladder", "levels", "people", "said"]
