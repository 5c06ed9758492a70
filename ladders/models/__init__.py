"""Ladders, where people stand on them, and how they got there."""

from ladders.models.history import LevelChange, Standing
from ladders.models.ladder import Ladder, Level, LevelSign
from ladders.models.place import Assessment, Place

__all__ = ["Assessment", "Ladder", "Level", "LevelChange", "LevelSign", "Place", "Standing"]
