"""LevelRule: whom to propose for a level, or as gone quiet, in the language that lists are filtered in."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import Ladder, Level
from ladders.models.place import PLACE_AND_LEVEL, Place
from members.models import Member, SavedView
from stpnet.models import TenantModel, TenantQuerySet


class LevelRuleQuerySet(TenantQuerySet["LevelRule"]):
    def in_use(self) -> Self:
        """Leave out rules that were put away."""
        return self.filter(put_away_at=None)


class LevelRule(TenantModel):
    """It proposes, and people decide. Who wrote it last is who asks: with the rights they hold that night."""

    class Rest(models.TextChoices):
        """Why a rule proposed nobody when it was last asked."""

        AUTHOR = "author", _("Whoever saved it last may not change the ladder any more. Save it again in your name.")
        FILTER = "filter", _("A part of its filter is not there any more. Change the filter, or put the rule away.")

    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="rules")
    place = models.CharField(max_length=10, choices=Place)
    level = models.ForeignKey(Level, on_delete=models.CASCADE, null=True, related_name="rules")
    # A shared view, whatever it shows by then; or a tree of the rule's own.
    goes_by_view = models.BooleanField(default=False)
    view = models.ForeignKey(SavedView, on_delete=models.SET_NULL, null=True, related_name="+")
    filters = models.JSONField(default=dict)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    rests = models.CharField(max_length=10, choices=Rest, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    put_away_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["LevelRule"]] = models.Manager.from_queryset(LevelRuleQuerySet)()

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=PLACE_AND_LEVEL & Q(place__in=["level", "quiet"]),
                name="ladders_levelrule_place_and_level",
                violation_error_message=_("A rule proposes a level, or that somebody has gone quiet."),
            ),
            models.CheckConstraint(
                condition=Q(view=None) | Q(goes_by_view=True),
                name="ladders_levelrule_view_or_own",
                violation_error_message=_("A rule goes by a view, or by a filter of its own."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.level or self.get_place_display())


class RuleMatch(TenantModel):
    """Somebody whom a rule's filter keeps, and since when it has: what is new to the rule is told by this."""

    rule = models.ForeignKey(LevelRule, on_delete=models.CASCADE, related_name="matches")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "member"],
                name="ladders_rulematch_once",
                violation_error_message=_("A filter keeps somebody once."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} since {self.since}"
