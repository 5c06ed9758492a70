"""Signs that an assessor has seen: what a claim about somebody's level stands on."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import LevelSign
from ladders.models.place import Assessment
from stpnet.models import TenantModel


class SignSeen(TenantModel):
    """One sign of a level, seen in one person, with what they did. It comes and goes with its assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="signs_seen")
    # None: the group no longer has this sign. What was seen stays true all the same.
    sign = models.ForeignKey(LevelSign, on_delete=models.SET_NULL, null=True, related_name="seen")
    # As the sign read on the day: groups find better words later.
    text = models.CharField(max_length=200, editable=False)
    evidence = models.CharField(_("what they did"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "sign"],
                name="ladders_signseen_once",
                violation_error_message=_("This sign is ticked already."),
            )
        ]

    def __str__(self) -> str:
        return self.text
