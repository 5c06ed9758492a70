"""Skills: what a training gives somebody, and what people brought with them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models import Member
from stpnet.models import TenantModel


class Skill(TenantModel):
    """Something one can learn to do, by the group's own word: "Runs a meeting", "Interprets"."""

    name = models.CharField(_("skill"), max_length=80)
    folded = models.CharField(max_length=80, unique=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["folded", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="activities_skill_has_name",
                violation_error_message=_("Write what the skill is called."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class HasSkill(TenantModel):
    """Somebody has a skill from elsewhere. What they learned at a training follows from their having been there."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="people")
    said_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    said_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "skill"],
                name="activities_hasskill_once",
                violation_error_message=_("This is known of them already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} of {self.member_id}"
