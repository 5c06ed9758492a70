"""Ladders, where people stand on them, and how they got there."""

from ladders.models.history import LevelChange, Standing
from ladders.models.ladder import Ladder, Level, LevelSign
from ladders.models.own_word import OwnWord
from ladders.models.place import Assessment, Place
from ladders.models.responsibility import Holding, Responsibility
from ladders.models.sign import SignSeen

__all__ = [
    "Assessment",
    "Holding",
    "Ladder",
    "Level",
    "LevelChange",
    "LevelSign",
    "OwnWord",
    "Place",
    "Responsibility",
    "SignSeen",
    "Standing",
]
