"""Ladders, where people stand on them, how they got there, and what helps them further."""

from ladders.models.calibration import Calibration, CalibrationAssessor, CalibrationMember, CalibrationPlacement
from ladders.models.goal import Goal
from ladders.models.history import LevelChange, Standing
from ladders.models.ladder import Ladder, Level, LevelSign
from ladders.models.own_word import OwnWord
from ladders.models.place import Assessment, Place
from ladders.models.plan import DevelopmentPlan, PlanStep
from ladders.models.proposal import TAKEN_BACK_FOR, Proposal, QuietRound
from ladders.models.queue import AssessQueue, Queued
from ladders.models.responsibility import Holding, Responsibility
from ladders.models.rule import LevelRule, RuleMatch
from ladders.models.sign import SignSeen
from ladders.models.tally import (
    BEGINNING,
    CAME,
    EVERYBODY,
    LISTED,
    LOOKED,
    SINCE,
    PartTally,
    StayTally,
    Tally,
    TallyStart,
)

__all__ = [
    "BEGINNING",
    "CAME",
    "EVERYBODY",
    "LISTED",
    "LOOKED",
    "SINCE",
    "TAKEN_BACK_FOR",
    "AssessQueue",
    "Assessment",
    "Calibration",
    "CalibrationAssessor",
    "CalibrationMember",
    "CalibrationPlacement",
    "DevelopmentPlan",
    "Goal",
    "Holding",
    "Ladder",
    "Level",
    "LevelChange",
    "LevelRule",
    "LevelSign",
    "OwnWord",
    "PartTally",
    "Place",
    "PlanStep",
    "Proposal",
    "Queued",
    "QuietRound",
    "Responsibility",
    "RuleMatch",
    "SignSeen",
    "Standing",
    "StayTally",
    "Tally",
    "TallyStart",
]
