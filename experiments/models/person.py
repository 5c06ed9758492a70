"""Who runs an experiment together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from members.models import Member
from stpnet.models import TenantModel


class OnTeam(TenantModel):
    """Somebody on the team, with their part in it. `name` is for who is not on file: "two interns"."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="team")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="on_teams_of_experiments")
    name = models.CharField(_("name"), max_length=120, blank=True)
    part = models.CharField(_("part"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["experiment", "member"],
                name="experiments_onteam_once",
                violation_error_message=_("They are on the team already."),
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=False, name="") | Q(member=None) & ~Q(name=""),
                name="experiments_onteam_is_somebody",
                violation_error_message=_("Choose somebody, or write a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.member_id)
