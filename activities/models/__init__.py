"""What a group does together, who was asked, who came, and what people learned there."""

from activities.models.activity import Activity, ActivitySeries
from activities.models.participation import Participation
from activities.models.skill import HasSkill, Skill

__all__ = ["Activity", "ActivitySeries", "HasSkill", "Participation", "Skill"]
